# Traces rays through spheres above a chequered floor, reflecting.
# group: object, small: 6, counted: 120
import math
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 400


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self.scale(1.0 / math.sqrt(self.dot(self)))

    def mirror(self, normal):
        return self - normal.scale(2.0 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.unit()

    def at(self, distance):
        return self.origin + self.direction.scale(distance)


class Surface:
    def __init__(self, brightness, shine):
        self.brightness = brightness
        self.shine = shine

    def brightness_at(self, point):
        return self.brightness


class Sphere(Surface):
    def __init__(self, centre, radius, brightness, shine):
        super().__init__(brightness, shine)
        self.centre = centre
        self.radius = radius

    def hit(self, ray):
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        inside = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if inside < 0.0:
            return None
        return along - math.sqrt(inside)

    def normal_at(self, point):
        return (point - self.centre).unit()


class Floor(Surface):
    def __init__(self, height):
        super().__init__(0.9, 0.1)
        self.height = height
        self.normal = Vector(0.0, 1.0, 0.0)

    def hit(self, ray):
        if ray.direction.y >= -1e-9:
            return None
        return (self.height - ray.origin.y) / ray.direction.y

    def normal_at(self, point):
        return self.normal

    def brightness_at(self, point):
        if (math.floor(point.x) + math.floor(point.z)) % 2:
            return self.brightness
        return self.brightness / 4


class Scene:
    def __init__(self, surfaces, light):
        self.surfaces = surfaces
        self.light = light

    def nearest(self, ray):
        best, surface = None, None
        for each in self.surfaces:
            distance = each.hit(ray)
            if distance is not None and distance > 1e-6 and (best is None or distance < best):
                best, surface = distance, each
        return best, surface

    def colour(self, ray, depth=0):
        distance, surface = self.nearest(ray)
        if surface is None:
            return 0.3 + 0.2 * ray.direction.y
        point = ray.at(distance)
        normal = surface.normal_at(point)
        colour = 0.1
        to_light = self.light - point
        if self.nearest(Ray(point, to_light))[1] is None:
            colour += max(0.0, normal.dot(to_light.unit())) * surface.brightness_at(point)
        if surface.shine and depth < 3:
            bounced = Ray(point, ray.direction.mirror(normal))
            colour += surface.shine * self.colour(bounced, depth + 1)
        return min(1.0, colour)


def render(size):
    spheres = [
        Sphere(Vector(-2.5 + i * 1.4, 0.3 * (i % 3), 4.0 + i % 2), 0.6, 0.4 + 0.1 * i, 0.3)
        for i in range(5)
    ]
    scene = Scene(spheres + [Floor(-0.8)], Vector(-5.0, 8.0, -3.0))
    eye = Vector(0.0, 0.8, -4.0)
    rows = []
    for y in range(size):
        row = []
        for x in range(size):
            direction = Vector((x - size / 2) / size, (size / 2 - y) / size, 1.0)
            row.append(scene.colour(Ray(eye, direction)))
        rows.append(row)
    return rows


rows = render(SIZE)
for row in rows[:: max(1, SIZE // 16)]:
    print("".join(" .:-=+*#%@"[min(9, int(value * 10))] for value in row[:: max(1, SIZE // 32)]))
print("%.9f" % sum(sum(row) for row in rows))
