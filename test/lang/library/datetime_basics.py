# datetime arithmetic, formatting, parsing and comparison without the clock (library, datetime).
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2023, 12, 31, 23, 59, 58, 999999)
td = timedelta(days=1,
        hours=-2, milliseconds=1.5)
print(d, repr(d), d.weekday(), d.isoweekday(), d.isocalendar(), d + timedelta(365),
      d.replace(year=2023, day=1), (date(2025, 1, 1) - d).days, d.toordinal(), date.fromordinal(1),
      d.strftime("%d/%m/%Y %j %a %b %%"), date.fromisoformat("2020-01-31"), d < date(2024, 3, 1),
      d.timetuple()[:3], f"{d:%y-%m}")
print(dt, repr(dt), dt + timedelta(seconds=1.000001), dt.isoformat(" ", "milliseconds"), dt.date(),
      dt.time(), datetime.fromisoformat("2011-11-04T00:05:23.283+00:00"),
      datetime.strptime("2021-03-04 05:06", "%Y-%m-%d %H:%M"), datetime.combine(d, time(1, 2)),
      (dt - datetime(2023, 1, 1)).total_seconds(),
      datetime(1970, 1, 1, tzinfo=timezone.utc).timestamp(),
      datetime.fromtimestamp(0, timezone.utc), dt.strftime("%H:%M:%S.%f %p %I"))
print(td, repr(td), td.days, td.seconds, td.microseconds, -td, td * 2, td / 2,
      td // timedelta(hours=1), td % timedelta(hours=1), divmod(td, timedelta(hours=5)), abs(-td),
      timedelta(weeks=1) > td, timedelta(0) or "falsy", timedelta(microseconds=-1),
      str(timedelta(days=-1, seconds=5)), timedelta.max, sum([td, td], timedelta()))
tz = timezone(timedelta(hours=5, minutes=30), "IST")
a = datetime(2020, 1, 1, 12,
        tzinfo=tz)
print(a, a.astimezone(timezone.utc), a.utcoffset(), a.tzname(), a == datetime(2020, 1, 1, 6, 30,
      tzinfo=timezone.utc), repr(timezone.utc), time(1, 2, 3), repr(time(0)), time(23, tzinfo=tz),
      time.fromisoformat("04:05:06"), hash(a) == hash(a.astimezone(timezone.utc)),
      timezone(timedelta(hours=-3)))
for f in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: datetime(2020, 13, 1),
          lambda: time(25), lambda: d - dt, lambda: d < 5, lambda: dt < d, lambda: a < dt,
          lambda: date.fromisoformat("2020-1-1"), lambda: datetime.strptime("x", "%Y"),
          lambda: date.max + timedelta(1), lambda: timedelta("1"),
          lambda: timezone(timedelta(hours=24)), lambda: d + 1, lambda: td / 0,
          lambda: datetime.fromisoformat("bad"), lambda: timedelta(days=10 ** 10), lambda: a - dt,
          lambda: date("2020")):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
