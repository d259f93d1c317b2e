/// Reads `22/Nov/2026:14:11:16 +0000`, and remembers the second and the day, since the next line mostly has the same ones.
package struct CommonLogTime: BitwiseCopyable, Sendable {
    /// The length of what it reads; it is always the same.
    package static let length = 26

    // The day as written, in two overlapping words, and the second at which it begins. These first two contradict each
    // other where they overlap, so no line begins like them.
    private var head: UInt64 = 0
    private var tail: UInt64 = 1
    private var midnight: Int64 = 0
    // The rest as written, in two overlapping words, and the time that all of it is.
    private var clock: UInt64 = 0
    private var zone: UInt64 = 0
    private var time: Int64 = 0

    package init() {}

    private init(head: UInt64, tail: UInt64, midnight: Int64, clock: UInt64, zone: UInt64, time: Int64) {
        self.head = head
        self.tail = tail
        self.midnight = midnight
        self.clock = clock
        self.zone = zone
        self.time = time
    }

    /// The time that stands at `start`, in seconds since 1970 in UTC, or nil.
    @inline(__always)
    package mutating func read(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Int64? {
        guard end - start >= Self.length else {
            return nil
        }
        // Bytes 0...11 are `22/Nov/2026:`.
        let head = bytes.word(at: start).bits
        let tail = bytes.word(at: start + 4).bits
        let clock = bytes.word(at: start + 12).bits
        let zone = bytes.word(at: start + 18).bits
        let isSameDay = head == self.head && tail == self.tail
        if isSameDay, clock == self.clock, zone == self.zone {
            return time
        }
        guard let time = readNew(bytes, at: start, isSameDay: isSameDay) else {
            return nil
        }
        self = CommonLogTime(head: head, tail: tail, midnight: midnight, clock: clock, zone: zone, time: time)
        return time
    }

    /// Reads a time that is not the last one; sets nothing but ``midnight``, and that only where it is right.
    private mutating func readNew(_ bytes: Span<UInt8>, at start: Int, isSameDay: Bool) -> Int64? {
        var midnight = midnight
        if !isSameDay {
            guard let days = Self.day(bytes, at: start) else {
                return nil
            }
            midnight = days * 86_400
        }
        guard
            bytes[start + 14] == UInt8(ascii: ":"), bytes[start + 17] == UInt8(ascii: ":"),
            bytes[start + 20] == UInt8(ascii: " "),
            let seconds = Calendar.seconds(
                hour: bytes.fixedDigits(2, at: start + 12),
                minute: bytes.fixedDigits(2, at: start + 15),
                second: bytes.fixedDigits(2, at: start + 18)
            ),
            let zone = bytes.zone(at: start + 21, to: start + 26), zone.end == start + 26
        else {
            return nil
        }
        self.midnight = midnight
        return midnight + seconds - zone.seconds
    }

    private static func day(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
        guard
            bytes[start + 2] == UInt8(ascii: "/"), bytes[start + 6] == UInt8(ascii: "/"),
            bytes[start + 11] == UInt8(ascii: ":")
        else {
            return nil
        }
        return Calendar.days(
            year: bytes.fixedDigits(4, at: start + 7),
            month: bytes.monthName(at: start + 3),
            day: bytes.fixedDigits(2, at: start)
        )
    }
}
