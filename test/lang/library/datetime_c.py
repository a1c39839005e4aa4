# _datetime: timedelta, tzinfo, timezone, date, time, datetime, with their errors
from _datetime import *
import _datetime
def t(f,*a,**k):
    try: print(ascii(f(*a,**k)))
    except BaseException as e: print(type(e).__name__,ascii(str(e)), e.args[1:] or '')
td=timedelta
t(td,1.5,'x'); t(td,'x'); t(td,None); t(td,1,2,3,4,5,6,7); t(td,0.1,0.1,0.1); t(td,1e300); t(td,float('nan')); t(td,float('inf')); t(td,10**9);t(td,days=1e9); t(td,microseconds=0.5); t(td,microseconds=1.5); t(td,seconds=0.0000005)
t(td,10**40); t(td,999999999,86399,999999); t(td,999999999,86399,1000000)
for op in ('__add__','__mul__','__truediv__','__floordiv__','__mod__','__divmod__','__rmul__','__rsub__','__lt__','__eq__'):
    for o in (td(3,4,5),3,-7,1.5,'x',td(0),0,0.0,True): print(op,o if not isinstance(o,str) else 'x',end=' '); t(getattr(td(10,3,7),op),o)
t(lambda:td(1)+1); t(lambda:1-td(1)); t(lambda:td(1)//td(0)); t(lambda:td(1)/0); t(lambda:td(1)%0); t(lambda:td(1)<1); t(lambda:divmod(td(1),0)); t(lambda:td.max+td(1)); t(lambda:-td.min); t(lambda:abs(td(-1,5)))
t(lambda:td(5)*1.5); t(lambda:td(1)*float('inf')); t(lambda:td(1)*float('nan')); t(lambda:td(1)*1e300); t(lambda: td(1)/1e-300); t(lambda:td(1)*10**30)
t(str,td(1)); t(str,td(-1,5,6)); t(str,td(2,5)); t(repr,td()); t(repr,td(1,2,3)); t(hash,td(1,2,3)==1)
t(lambda:td(1,2,3).__reduce__()); t(lambda:td(1,2,3).total_seconds())
t(date); t(date,1); t(date,1,2); t(date,0,1,1); t(date,1,13,1); t(date,1,2,30); t(date,1.5,1,1); t(date,'a',1,1); t(date,10**20,1,1); t(date,b'\x07\xe4\x02\x03'); t(date,'\x07\xe4\x02\x03'); t(date,b'\x07\xe4\x0f\x03'); t(date,b'abc'); t(date,year=2020,month=1,day=2)
d=date(2020,2,29)
t(lambda:d+1); t(lambda:d-d); t(lambda:d-td(1)); t(lambda:d+td(10**7)); t(lambda:td(1)+d); t(lambda:td(1)-d); t(lambda:d<1); t(lambda:d==1); t(lambda:d<datetime(2020,1,1)); t(lambda:datetime(2020,1,1)<d); t(lambda:d==datetime(2020,2,29))
t(d.isocalendar); t(lambda:d.isocalendar().__reduce__()); t(lambda:type(d.isocalendar())); t(lambda:d.isocalendar().week); t(lambda:type(d.isocalendar())(1,2,3))
t(d.ctime); t(d.strftime,'%Y %m %d %j %A %f %z %Z %%'); t(d.strftime,1); t(d.strftime); t(format,d,''); t(format,d,'%d'); t(d.__format__,1); t(d.timetuple); t(d.isoformat); t(d.isoweekday); t(d.weekday); t(d.toordinal); t(d.replace,2021); t(d.replace,day=30); t(d.replace,foo=1); t(d.replace,year=None); t(d.__reduce__)
t(date.fromordinal,0); t(date.fromordinal,10**7); t(date.fromordinal,737000); t(date.fromordinal,'x'); t(date.fromordinal,10**20); t(date.fromisoformat,'2020-01-02'); t(date.fromisoformat,'20200102'); t(date.fromisoformat,'2020-W05'); t(date.fromisoformat,'2020W053'); t(date.fromisoformat,'2020-13-01'); t(date.fromisoformat,'x'); t(date.fromisoformat,1); t(date.fromisoformat,'2020-W60-1'); t(date.fromisocalendar,2020,1,1); t(date.fromisocalendar,2020,54,1); t(date.fromisocalendar,2020,5,8); t(date.fromisocalendar,0,1,1); t(date.fromisocalendar,10000,1,1); t(date.fromisocalendar,1,2); t(date.fromisocalendar,'a',1,1); t(date.fromisocalendar,9999,53,1); t(date.fromisocalendar,9999,52,6); t(date.fromisocalendar,10**20,1,1)
t(date.fromtimestamp,0); t(date.fromtimestamp,1e20); t(date.fromtimestamp,'x'); t(date.fromtimestamp,float('nan')); t(date.fromtimestamp,10**30)
t(setattr,d,'year',3); t(hash,d==3)
t(time,1,2,3,4); t(time,24); t(time,1,60); t(time,1,1,60); t(time,1,1,1,10**6); t(time,1,tzinfo=3); t(time,fold=2); t(time,fold=1); t(time,'a'); t(time,1.5); t(time,b'\x01\x02\x03\x04\x05\x06'); t(time,b'\x81\x02\x03\x04\x05\x06',timezone.utc); t(time,b'\x01\x02\x03\x04\x05\x06',3); t(time,-1)
x=time(1,2,3,4,tzinfo=timezone(td(hours=1,seconds=3)))
t(str,x); t(repr,x); t(x.utcoffset); t(x.tzname); t(x.dst); t(x.isoformat,'hours'); t(x.isoformat,timespec='milliseconds'); t(x.isoformat,'x'); t(x.isoformat,1); t(x.replace,hour=3,fold=1); t(x.replace,tzinfo=None); t(x.__reduce__); t(x.__reduce_ex__,4); t(time(1,fold=1).__reduce_ex__,4); t(time(1,fold=1).__reduce_ex__,2); t(x.strftime,'%H:%M:%S.%f%z%Z'); t(lambda:x<time(1)); t(lambda:x==time(1)); t(lambda:x<1); t(lambda:time(1)<time(2)); t(bool,time(0)); t(lambda:hash(time(1))==hash(time(1))); t(lambda:hash(x)==hash(time(0,2,0,4,tzinfo=timezone.utc)));t(lambda: x==time(0,2,0,4,tzinfo=timezone.utc))
for s in ('01','0102','01:02','010203','01:02:03','01:02:03.1','01:02:03,123456789','T01','01:02+01:00','01Z','01:02:03.123+0100','0102-01','x','1','01:0203','01:02:03.','01:02+1','01:02z','24','01:60','01:02+24:00','01:02:03.12345x','01:02:03+00:00:00.000001','é1:02','01+05:30:15.123456'): print(s.encode(),end=' '); t(time.fromisoformat,s)
dt=datetime(2020,2,29,12,30,15,123456,tzinfo=timezone(td(hours=-5)))
t(datetime); t(datetime,1); t(datetime,1,1); t(datetime,1,1,1,24); t(datetime,1,1,1,1,1,1,1,3); t(datetime,2020,1,1,fold=3); t(datetime,b'\x07\xe4\x02\x1d\x0c\x1e\x0f\x01\xe2\x40'); t(datetime,b'\x07\xe4\x82\x1d\x0c\x1e\x0f\x01\xe2\x40',timezone.utc); t(datetime,'\x07\xe4\x02\x1d\x0c\x1e\x0f\x01\xe2\x40')
t(str,dt); t(repr,dt); t(dt.isoformat,' ','hours'); t(dt.isoformat,'xx'); t(dt.isoformat,sep='\u20ac'); t(dt.date); t(dt.time); t(dt.timetz); t(dt.ctime); t(dt.timetuple); t(dt.utctimetuple); t(dt.timestamp); t(dt.replace,year=2021,day=1); t(dt.astimezone,timezone.utc); t(dt.astimezone,3); t(dt.__reduce__); t(dt.__reduce_ex__,4); t(dt.strftime,'%Y-%m-%d %H:%M:%S.%f %z %Z'); t(lambda:dt-dt); t(lambda:dt-datetime(2020,1,1)); t(lambda:dt-d); t(lambda:dt-1); t(lambda:dt+td(1)); t(lambda:dt<datetime(2020,1,1)); t(lambda:dt==datetime(2020,1,1)); t(lambda:dt<datetime(2020,1,1,tzinfo=timezone.utc)); t(lambda:dt<d); t(lambda:dt==d); t(lambda:dt<1); t(lambda:dt+td(10**7)); t(lambda:hash(dt)==hash(dt.astimezone(timezone.utc))); t(lambda:datetime.max+td(1)); t(lambda:datetime.min-td(1))
for s in ('2020-01-01','2020-01-01T01','20200101T010203','2020-W01-1T01:02','2020W011','2020-01-01T01:02:03.123456+05:30','2020-01-01 01:02:03Z','2020-01-01T','2020-1-1','x'*10,'2020-01-01\ud80001:02','2020-001','2020001','2020W01','2020-W01','2020-01-01T25'): print(ascii(s),end=' '); t(datetime.fromisoformat,s)
t(datetime.fromisoformat,1); t(datetime.combine,d,x); t(datetime.combine,d,x,None); t(datetime.combine,1,x); t(datetime.combine,d,1); t(datetime.combine,d,x,tzinfo=3); t(datetime.combine,d)
t(datetime.strptime,'2020-01-02','%Y-%m-%d'); t(datetime.strptime,'x','%Y'); t(datetime.strptime,1,'x'); t(datetime.fromtimestamp,0,timezone.utc); t(datetime.utcfromtimestamp,1.5); t(datetime.fromtimestamp,0); t(datetime.fromtimestamp,1e300); t(datetime.fromtimestamp,0,3); t(datetime.utcfromtimestamp,-1.0000005); t(datetime.utcfromtimestamp,253402300800); t(datetime.now,3); t(lambda:datetime.now(timezone.utc).tzinfo); t(datetime.fromtimestamp,0,tz=None); t(datetime.now,tz=None,x=1)
tz=timezone
t(tz); t(tz,1); t(tz,td(0)); t(tz,td(0),'x'); t(tz,td(1)); t(tz,td(hours=1)); t(tz,td(hours=1),1); t(tz,td(hours=1),None); t(str,tz(td(hours=-1,seconds=1,microseconds=5))); t(tz.utc.utcoffset,None); t(tz.utc.utcoffset,1); t(tz.utc.tzname,dt); t(tz.utc.tzname,1); t(tz.utc.dst,None); t(tz.utc.dst,1); t(tz.utc.fromutc,dt); t(tz.utc.fromutc,1); t(tz.utc.__getinitargs__); t(lambda:tz.utc==tz(td(0),'x')); t(lambda:tz.utc<tz.utc); t(lambda:tz.utc==1); t(lambda:hash(tz.utc)==hash(td(0))); t(repr,tz.min); t(repr,tz.max); t(lambda:tz.utc.__reduce__()); t(tz.utc.utcoffset); t(lambda: tz.__base__)
t(tzinfo().utcoffset,None); t(tzinfo().dst,None); t(tzinfo().tzname,None); t(tzinfo().fromutc,dt); t(tzinfo().fromutc,1); t(lambda:tzinfo().__reduce__()); 
class Z(tzinfo):
    def utcoffset(self,dt): return self.o
    def dst(self,dt): return self.o
    def tzname(self,dt): return self.o
z=Z()
for o in (None,1,td(1),td(-1),td(hours=2),'n'):
    z.o=o; q=datetime(2020,1,1,tzinfo=z)
    t(q.utcoffset); t(q.dst); t(q.tzname); t(q.isoformat); t(lambda:z.fromutc(q).replace(tzinfo=None)); t(q.strftime,'%z|%Z'); t(lambda:z.__reduce__())
    t(lambda: q==datetime(2020,1,1,tzinfo=timezone.utc)); t(q.astimezone,timezone.utc); t(lambda:time(1,tzinfo=z).utcoffset()); t(q.timetuple)
class D(date): 
    def __new__(cls,*a,**k): return date.__new__(cls,*a,**k)
class DT(datetime): pass
t(lambda:D(2020,1,1)+td(1)); t(lambda:DT(2020,1,1)+td(1)); t(lambda:DT(2020,1,1).replace(day=3)); t(D.fromordinal,5); t(DT.fromisoformat,'2020-01-02T03:04'); t(DT.combine,d,x); t(lambda:D.today().__class__); t(DT.fromtimestamp,0,timezone.utc); t(DT.strptime,'2020','%Y'); t(lambda:DT(2020,1,1).astimezone(timezone.utc).__class__)
t(lambda:(date.min,date.max,date.resolution,time.min,time.max,time.resolution,datetime.min,datetime.max,datetime.resolution,td.min,td.max,td.resolution)); t(lambda:type(date.__dict__['year'])); t(lambda:_datetime.UTC is timezone.utc)
