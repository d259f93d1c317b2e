/// When a client is there. Over a year few addresses stay: machines are replaced, clusters come and go.
struct Attendance {
    /// Days, counted from 1, between which it lives.
    private let life: Range<Int>
    /// Chance that it pulls on one of them.
    private let share: Double
    private let key: UInt64

    init(client: Int, scenario: Scenario) {
        key = Draw.hash(scenario.seed, 0xA77E, UInt64(client))
        var draw = Draw(key)
        let whole = 1..<scenario.days + 1
        guard scenario.clientsComeAndGo else {
            (life, share) = (whole, 1)
            return
        }
        switch draw.unit() {
        // Mirrors, continuous integration, large clusters.
        case ..<0.03: (life, share) = (whole, 0.97)
        // Those that pull now and then.
        case ..<0.28: (life, share) = (whole, 0.05 + 0.3 * draw.unit())
        // Machines that live for days or weeks.
        default:
            let length = 3 + Int(15 * draw.longTailed(limit: 8))
            let first = 1 - length + draw.below(scenario.days + length)
            (life, share) = (first..<first + length, 0.5)
        }
    }

    func isThere(on day: Int) -> Bool {
        guard share < 1 else { return true }
        var draw = Draw(key, UInt64(bitPattern: Int64(day)))
        return life.contains(day) && draw.chance(share)
    }

    /// The share of a scenario's days on which it is expected.
    func expectedShare(ofDays days: Int) -> Double {
        guard share < 1 else { return 1 }
        return share * Double(life.clamped(to: 1..<days + 1).count) / Double(days)
    }
}
