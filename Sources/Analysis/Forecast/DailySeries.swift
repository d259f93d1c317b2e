package import Registry

/// What was counted on each day. A day that is not in it has no data, which is not zero.
package struct DailySeries: Sendable {
    package enum Scale: Sendable {
        /// ``Value/part`` of ``Value/whole``, between 0 and 1.
        case share
        /// ``Value/part`` by itself, a day.
        case amount
    }

    package struct Value: Hashable, Sendable {
        /// What still goes through the old endpoint.
        package var part: Double
        /// What there is in all; of no meaning for an amount.
        package var whole: Double

        package init(part: Double, whole: Double = 0) {
            self.part = part
            self.whole = whole
        }
    }

    package var scale: Scale
    package var days: [Day: Value]
    /// Whether values are numbers of things, so that small ones jump by chance alone; bytes are none.
    package var countsThings: Bool

    package init(_ scale: Scale, _ days: [Day: Value], countsThings: Bool = true) {
        self.scale = scale
        self.days = days
        self.countsThings = countsThings
    }
}
