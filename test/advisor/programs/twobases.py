"""Records with two parents that both have something to keep."""


class Timed:
    def __init__(self, created):
        self.created = created
        self.changed = created

    def touch(self, now):
        self.changed = max(self.changed, now)


class Named:
    def __init__(self, name, language="en"):
        self.name = name
        self.language = language

    def title(self):
        return self.name.title()


class Document(Timed, Named):
    def __init__(self, name, created, size):
        Timed.__init__(self, created)
        Named.__init__(self, name)
        self.size = size


class Folder(Named):
    def __init__(self, name):
        super().__init__(name)
        self.documents = []

    def put(self, document):
        self.documents.append(document)
        return document

    def size(self):
        return sum(d.size for d in self.documents)


class Visit:
    """Has nothing to do with either."""

    def __init__(self, document, when):
        self.document = document
        self.when = when


def fill(count):
    folders = []
    for i in range(count):
        folder = Folder(f"folder {i}")
        for k in range(20):
            folder.put(Document(f"paper {i}-{k}", 1000 * i + k, 100 + k * i % 900))
        folders.append(folder)
    return folders


def visits(folders):
    log = []
    for i, folder in enumerate(folders):
        for document in folder.documents[:: 1 + i % 3]:
            document.touch(50 * i)
            log.append(Visit(document, 50 * i))
    return log


def main():
    folders = fill(400)
    log = visits(folders)
    print(len(folders), sum(len(f.documents) for f in folders), len(log))
    print(folders[7].size(), folders[7].title(), folders[7].documents[3].title())
    print(sum(v.document.changed for v in log), max(v.when for v in log))


main()
