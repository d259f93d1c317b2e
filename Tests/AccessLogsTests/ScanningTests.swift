import AccessLogs
import EbbTesting
import Foundation
import Testing

struct ScanningTests {
    /// Every alignment and every length around a word.
    @Test func findsBytesLikeANaiveLoop() {
        var generator = SeededGenerator(1)
        for length in 0..<80 {
            let bytes = (0..<length).map { _ in
                UInt8.random(in: 32...40, using: &generator) | (Bool.random() ? 0x80 : 0)
            }
            for start in 0...length {
                for end in start...length {
                    let range = start..<end
                    let one = bytes[range].firstIndex(of: 34) ?? end
                    let found1 = bytes.span.firstIndex(of: 34, in: range)
                    #expect(found1 == one)
                    let either = bytes[range].firstIndex { $0 == 34 || $0 == 0xA5 } ?? end
                    let found2 = bytes.span.firstIndex(of: 34, or: 0xA5, in: range)
                    #expect(found2 == either)
                }
            }
        }
    }

    /// Every alignment, every split and every length around two steps of sixteen.
    @Test func findsQuotesLikeANaiveLoop() {
        var generator = SeededGenerator(0x51D)
        let letters = Array("\"\\abcdefghijklmnopqrstuvwxyz0123456789-/.: #[]\u{DC}\u{A2}".utf8)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in letters.randomElement(using: &generator) ?? 0 }
            for start in 0...length {
                for end in start...length {
                    let expected = bytes[start..<end].firstIndex { $0 == 0x22 || $0 == 0x5C } ?? end
                    let found = bytes.span.firstQuoteOrBackslash(from: start, to: end)
                    #expect(found == expected)
                }
            }
        }
    }

    /// Every alignment and every length around two steps of sixteen. They stop fifteen bytes before the end at the latest,
    /// or look at all up to it.
    @Test func findsStopsLikeANaiveLoop() {
        var generator = SeededGenerator(0x570)
        let letters = Array("\"\\?\u{1F}\u{20}\u{21}\u{23}abcdefghijklmnopqrstuvwxyz\u{DC}\n".utf8)
        for length in 0..<70 {
            for density in [1, 8] {
                let bytes = (0..<length).map { _ in
                    Int.random(in: 0..<density, using: &generator) == 0
                        ? letters.randomElement(using: &generator) ?? 0 : UInt8(ascii: "x")
                }
                for start in 0...length {
                    func expect(_ found: Int?, _ isStop: (UInt8) -> Bool) {
                        let first = bytes[start...].firstIndex(where: isStop)
                        #expect(found == first || found == nil && (first ?? length) > length - 16)
                    }
                    expect(bytes.span.firstSpaceStop(from: start)) { $0 <= 0x20 }
                    expect(bytes.span.firstQuoteStop(from: start)) { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
                    expect(bytes.span.firstQuoteOrQueryStop(from: start)) {
                        $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x3F
                    }
                    expect(bytes.span.firstStop(at: 0x23, or: 0xDC, from: start)) {
                        $0 < 0x20 || $0 == 0x23 || $0 == 0xDC
                    }
                }
            }
        }
    }

    @Test func lanesBesideAMatchAreNotTakenForOne() {
        // 0x01 behind a zero lane is what a borrow would mark wrongly.
        let bytes: [UInt8] = [9, 9, 10, 11, 10, 11, 10, 9, 9]
        let found3 = bytes.span.firstIndex(of: 10, in: 0..<9)
        #expect(found3 == 2)
        let found4 = bytes.span.firstIndex(of: 10, in: 3..<9)
        #expect(found4 == 4)
        let found5 = bytes.span.firstIndex(of: 12, in: 0..<9)
        #expect(found5 == 9)
    }

    @Test(
        arguments: [
            ("", nil), ("0", 0), ("007", 7), ("9223372036854775807", Int64.max), ("9223372036854775808", nil),
            ("99999999999999999999999", nil), ("12a", nil), ("-1", nil), ("+1", nil), (" 1", nil),
        ] as [(String, Int64?)]
    )
    func integers(text: String, value: Int64?) {
        let bytes = Array(text.utf8)
        let found6 = bytes.span.integer(in: bytes.indices)
        #expect(found6 == value)
    }

    /// Each day of 400 years, counted one by one.
    @Test func daysLikeCountingThem() {
        var days: Int64 = 0
        for year in 1970..<2370 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    #expect(AccessLogs.Calendar.days(year: year, month: month + 1, day: day) == days)
                    days += 1
                }
                #expect(AccessLogs.Calendar.days(year: year, month: month + 1, day: length + 1) == nil)
                #expect(AccessLogs.Calendar.days(year: year, month: month + 1, day: 0) == nil)
            }
        }
    }

    @Test(
        arguments: [
            ("22/Nov/2026:14:11:16 +0000", 1_795_356_676), ("29/Feb/2024:00:00:00 +0000", 1_709_164_800),
            ("31/Dec/2016:23:59:60 +0000", 1_483_228_800), ("01/Jan/1970:01:00:00 +0100", 0),
            ("22/Jan/2019:03:56:14 +0330", 1_548_116_774), ("10/Feb/2012:16:42:07 -0500", 1_328_910_127),
            ("29/Feb/2023:00:00:00 +0000", nil), ("31/Apr/2024:00:00:00 +0000", nil),
            ("22/nov/2026:14:11:16 +0000", nil),
            ("22/Nov/2026:14:60:16 +0000", nil), ("22/Nov/2026:14:11:61 +0000", nil),
            ("22/Nov/2026 14:11:16 +0000", nil),
            ("22/Nov/2026:14:11:16 0000", nil), ("22/Nov/2026:14:11:16 +00:0", nil),
            ("2x/Nov/2026:14:11:16 +0000", nil),
        ] as [(String, Int64?)]
    )
    func commonLogTimes(text: String, seconds: Int64?) {
        let bytes = Array(text.utf8)
        var reader = CommonLogTime()
        let found7 = reader.read(bytes.span, at: 0, to: bytes.count)
        #expect(found7 == seconds)
        // Once more, with the day remembered.
        let found8 = reader.read(bytes.span, at: 0, to: bytes.count)
        #expect(found8 == seconds)
    }

    @Test func aRememberedDayIsNotTakenForAnother() {
        var reader = CommonLogTime()
        var generator = SeededGenerator(2)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "dd/MMM/yyyy:HH:mm:ss Z"
        for _ in 0..<2000 {
            let second = Int64.random(in: 0..<4_000_000_000, using: &generator)
            let bytes = Array(formatter.string(from: Date(timeIntervalSince1970: Double(second))).utf8)
            let found9 = reader.read(bytes.span, at: 0, to: bytes.count)
            #expect(found9 == second)
        }
    }

    @Test(
        arguments: [
            ("2026-11-22T14:11:16.855277499Z", 1_795_356_676, 855_277_499), ("2026-11-22T14:11:16Z", 1_795_356_676, 0),
            ("2026-11-22 15:11:16,5+01:00", 1_795_356_676, 500_000_000), ("2026-11-22T14:11:16", 1_795_356_676, 0),
            ("2026-11-22t14:11:16z", 1_795_356_676, 0), ("2026-11-22T13:11:16.0-0100", 1_795_356_676, 0),
            ("2026-11-22T14:11:16.1234567891234Z", 1_795_356_676, 123_456_789),
        ] as [(String, Int64, Int64)]
    )
    func isoTimes(text: String, seconds: Int64, nanoseconds: Int64) throws {
        let bytes = Array(text.utf8)
        let found = bytes.span.isoTime(at: 0, to: bytes.count)
        let time = try #require(found)
        #expect(time.instant.seconds == seconds)
        #expect(time.instant.nanoseconds == nanoseconds)
        #expect(time.end == bytes.count)
    }

    @Test(
        arguments: [
            ("2.059765ms", 2), ("991.353µs", 0), ("1m2.5s", 62_500), ("1h0m0.25s", 3_600_250), ("15s", 15_000),
            ("0s", 0),
            ("700ns", 0), ("", nil), ("5", nil), ("5x", nil), ("ms", nil), ("99999999999h", nil),
        ] as [(String, Int64?)]
    )
    func goDurations(text: String, milliseconds: Int64?) {
        let bytes = Array(text.utf8)
        let found10 = bytes.span.goDuration(in: bytes.indices)
        #expect(found10 == milliseconds)
    }
}
