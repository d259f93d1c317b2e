import EbbTesting
import Testing

/// How clients move from one host to the other.
struct MoveTests {
    private static let generator = Generator(.sample.divided(by: 3))

    @Test func whoHasMovedStaysButForThoseMarked() {
        var lastLegacyDay: [String: Int] = [:]
        var firstDirectDay: [String: Int] = [:]
        for day in 1...60 {
            let lines = ParsedLine.all(in: Self.generator.lines(day: day))
            var legacy: Set<String> = []
            var current: Set<String> = []
            for line in lines {
                guard let repository = line.repository, line.agent != "-" else { continue }
                if line.host == "k8s.gcr.io" { legacy.insert("\(line.client) \(repository)") }
                if line.host == "registry.k8s.io" { current.insert("\(line.client) \(repository)") }
            }
            for pair in legacy { lastLegacyDay[pair] = day }
            for pair in current.subtracting(legacy) where firstDirectDay[pair] == nil { firstDirectDay[pair] = day }
        }
        let returned = firstDirectDay.filter { pair, day in lastLegacyDay[pair] ?? 0 > day }.count
        #expect(returned > 0)
        #expect(returned <= Self.generator.moves.returning)
        #expect(Double(returned) / Double(firstDirectDay.count) < 0.02)
    }

    @Test func legacyFallsAndStragglersStay() {
        func share(_ days: ClosedRange<Int>) -> Double {
            let pulls = days.map { Self.generator.truth(day: $0).pulls }
            let old = pulls.reduce(0) { $0 + $1.servedByLegacy + $1.followed + $1.lost }
            return Double(old) / Double(old + pulls.reduce(0) { $0 + $1.direct })
        }
        let weeks = [share(1...7), share(22...28), share(36...42), share(54...60)]
        #expect(weeks == weeks.sorted(by: >))
        #expect(weeks[0] > 0.6)
        #expect((0.05...0.3).contains(weeks[3]))
    }

    @Test func movesOfAllDaysMakeUpAllPairs() {
        let moves = Self.generator.moves
        let sum = moves.beforeFirstDay + moves.onDay.reduce(0, +) + moves.later
        #expect(moves.onDay.count == 60)
        #expect(abs(Double(sum) / Double(Self.generator.scenario.pairs) - 1) < 0.05)
        let weekends = moves.onDay.indices.filter { Self.generator.scenario.date($0 + 1).weekday > 4 }
        #expect(weekends.allSatisfy { moves.onDay[$0] == 0 })
    }

    @Test func weekendsAreQuieter() {
        let lines = (1...21).map { day in
            (weekday: Self.generator.scenario.date(day).weekday, lines: Self.generator.truth(day: day).lines)
        }
        let weekend = lines.filter { $0.weekday > 4 }.map(\.lines).reduce(0, +) / 6
        let working = lines.filter { $0.weekday <= 4 }.map(\.lines).reduce(0, +) / 15
        #expect((0.5...0.75).contains(Double(weekend) / Double(working)))
    }

    @Test func redirectReachesRegionByRegion() {
        func share(_ day: Int) -> Double {
            let pulls = Self.generator.truth(day: day).pulls
            return Double(pulls.followed) / Double(pulls.followed + pulls.servedByLegacy)
        }
        #expect((0.05...0.4).contains(share(25)))
        #expect((0.4...0.9).contains(share(28)))
        #expect(share(32) == 1)
    }
}
