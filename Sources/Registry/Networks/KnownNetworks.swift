/// The networks that lists tell of, and which lists these are.
package struct KnownNetworks: Sendable {
    package let table: NetworkTable
    /// In the order in which they count.
    package let lists: [NetworkList]

    package init(table: NetworkTable, lists: [NetworkList]) {
        self.table = table
        self.lists = lists
    }
}

/// A list of networks, as answers name it.
package struct NetworkList: Hashable, Sendable {
    /// The file's name, without its folder.
    package let name: String
    /// Whose list it is: `AWS`, `MaxMind`.
    package let source: String
    /// The day that the list itself names, else the one on which the file was written.
    package let day: Day
    /// Whether it is older than ``oldAfterDays``, on the day on which it was read.
    package let isOld: Bool

    /// Clouds change their lists weekly; after so many days some networks belong to others.
    package static let oldAfterDays: Int32 = 90

    /// - Parameter today: the day on which it is read.
    package init(name: String, source: String, day: Day, today: Day) {
        self.name = name
        self.source = source
        self.day = day
        isOld = today.number - day.number > Self.oldAfterDays
    }
}

extension NetworkList: CustomStringConvertible {
    /// `ip-ranges.json (AWS, of 2026-11-20)`.
    package var description: String {
        "\(name) (\(source), of \(day)\(isOld ? ": more than \(Self.oldAfterDays) days old, fetch a newer one" : ""))"
    }
}
