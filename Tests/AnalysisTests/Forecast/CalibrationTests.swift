import Analysis
import Foundation
import Registry
import Testing

/// Whether the interval that is called that of eight in ten holds the truth in eight of ten.
struct CalibrationTests {
    fileprivate struct Row {
        var made = 0
        var held = 0
        /// Of the dates, how many had no latest one.
        var open = 0
        var notAtThisRate = 0
        var baselineHeld = 0
        var baselineOpen = 0
        /// Days, where the truth, the forecast and the baseline all have a date.
        var errors: [Double] = []
        var baselineErrors: [Double] = []
    }

    @Test("the interval holds the true date in 70 to 90 of 100, and is nearer than the mean change of eight weeks")
    func calibration() throws {
        var rows: [SimulatedMigration.Kind: Row] = [:]
        for kind in SimulatedMigration.Kind.allCases {
            for seed in 1...60 { rows[kind, default: Row()].add(SimulatedMigration(kind, seed: UInt64(seed))) }
        }
        print("            made  held  open  not at this rate  median error (days)  baseline: held  open  median error")
        var all = Row()
        for kind in SimulatedMigration.Kind.allCases {
            let row = rows[kind] ?? Row()
            row.print(kind.rawValue)
            all += row
        }
        all.print("all")
        #expect((0.7...0.9).contains(Double(all.held) / Double(all.made)))
        for (kind, row) in rows {
            #expect(Double(row.held) / Double(row.made) >= 0.6, "\(kind)")
        }
        let stalled = try #require(rows[.stalled])
        #expect(Double(stalled.notAtThisRate) / Double(stalled.made) >= 0.75)
        #expect(all.errors.median < all.baselineErrors.median)
        // Nor does it buy that by saying less: fewer intervals have no end.
        #expect(all.open < all.baselineOpen)
    }
}

extension CalibrationTests.Row {
    fileprivate mutating func add(_ migration: SimulatedMigration) {
        made += 1
        let forecast = Forecast(
            migration.shares,
            endingOn: migration.today,
            milestones: migration.milestones,
            threshold: migration.threshold
        )
        // Beyond the five years that are looked at, never is as good as late.
        let truth = migration.crossing.flatMap { $0.number - migration.today.number < 1826 ? $0 : nil }
        var middle: Day?
        switch forecast.outcome {
        case .expected(let day, let earliest, let latest):
            middle = day
            if latest == nil { open += 1 }
            if Self.holds(truth, earliest, latest) { held += 1 }
        case .notAtThisRate:
            notAtThisRate += 1
            if truth == nil { held += 1 }
        case .reached, .tooLittle: break
        }
        let simple = MeanChange(migration.shares, endingOn: migration.today, threshold: migration.threshold)
        if simple.latest == nil { baselineOpen += 1 }
        if Self.holds(truth, simple.earliest, simple.latest) { baselineHeld += 1 }
        if let truth, let middle, let itsMiddle = simple.middle {
            errors.append(Double(abs(middle.number - truth.number)))
            baselineErrors.append(Double(abs(itsMiddle.number - truth.number)))
        }
    }

    private static func holds(_ truth: Day?, _ earliest: Day?, _ latest: Day?) -> Bool {
        guard let truth else { return latest == nil }
        return earliest.map { $0 <= truth } ?? false && latest.map { truth <= $0 } ?? true
    }

    fileprivate static func += (left: inout Self, right: Self) {
        left.made += right.made
        left.held += right.held
        left.open += right.open
        left.notAtThisRate += right.notAtThisRate
        left.baselineHeld += right.baselineHeld
        left.baselineOpen += right.baselineOpen
        left.errors += right.errors
        left.baselineErrors += right.baselineErrors
    }

    fileprivate func print(_ name: String) {
        let figures = ["\(made)", "\(held)", "\(open)", "\(notAtThisRate)", errors.shown]
        let baseline = ["\(baselineHeld)", "\(baselineOpen)", baselineErrors.shown]
        let cells = zip(figures + baseline, [6, 6, 6, 18, 21, 16, 6, 14])
            .map { String(repeating: " ", count: $1 - $0.count) + $0 }
        Swift.print(name + String(repeating: " ", count: 10 - name.count) + cells.joined())
    }
}

extension [Double] {
    fileprivate var median: Double { isEmpty ? .infinity : sorted()[count / 2] }
    fileprivate var shown: String { isEmpty ? "–" : String(Int(median)) }
}
