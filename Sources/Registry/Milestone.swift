/// A day on which something changed for the clients: a redirect, a freeze, a brownout, the sunset.
package struct Milestone: Sendable, Equatable {
    /// The label of its line in the pictures.
    package let name: String
    /// When, in UTC.
    package let day: Day

    /// A milestone by its parts.
    package init(name: String, day: Day) {
        self.name = name
        self.day = day
    }
}
