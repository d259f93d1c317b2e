/// A day on which something changed for the clients: a redirect, a freeze, a brownout, the sunset.
package struct Milestone: Sendable, Equatable {
    package let name: String
    package let day: Day

    package init(name: String, day: Day) {
        self.name = name
        self.day = day
    }
}
