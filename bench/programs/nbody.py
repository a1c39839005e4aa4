# Integrates the orbits of the Sun and four planets with floats in lists.
# group: number, small: 50, counted: 37000
import sys

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 370000

SOLAR_MASS = 4 * 3.141592653589793**2
YEAR = 365.24


def body(x, y, z, vx, vy, vz, mass):
    return [[x, y, z], [vx * YEAR, vy * YEAR, vz * YEAR], mass * SOLAR_MASS]


def solar_system():
    return [
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
             0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
             0.000954791938424326609),
        body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
             -0.00276742510726411160, 0.00499852801234917238, 0.0000230417297573763929,
             0.000285885980666130812),
        body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
             0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
             0.0000436624404335156298),
        body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
             0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
             0.0000515138902046611451),
    ]


def centre(bodies):
    px = py = pz = 0.0
    for _, (vx, vy, vz), mass in bodies:
        px += vx * mass
        py += vy * mass
        pz += vz * mass
    bodies[0][1][:] = [-px / SOLAR_MASS, -py / SOLAR_MASS, -pz / SOLAR_MASS]


def energy(bodies):
    total = 0.0
    for i, ((x, y, z), (vx, vy, vz), mass) in enumerate(bodies):
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
        for (x2, y2, z2), _, mass2 in bodies[i + 1 :]:
            distance = ((x - x2) ** 2 + (y - y2) ** 2 + (z - z2) ** 2) ** 0.5
            total -= mass * mass2 / distance
    return total


def advance(bodies, pairs, steps, dt):
    for _ in range(steps):
        for (place, speed, mass), (place2, speed2, mass2) in pairs:
            dx = place[0] - place2[0]
            dy = place[1] - place2[1]
            dz = place[2] - place2[2]
            magnitude = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            pull = mass2 * magnitude
            speed[0] -= dx * pull
            speed[1] -= dy * pull
            speed[2] -= dz * pull
            pull = mass * magnitude
            speed2[0] += dx * pull
            speed2[1] += dy * pull
            speed2[2] += dz * pull
        for place, (vx, vy, vz), _ in bodies:
            place[0] += dt * vx
            place[1] += dt * vy
            place[2] += dt * vz


def main():
    bodies = solar_system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    centre(bodies)
    print("%.9f" % energy(bodies))
    advance(bodies, pairs, STEPS, 0.01)
    print("%.9f" % energy(bodies))


main()
