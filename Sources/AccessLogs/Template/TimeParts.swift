/// A time that a format string spells part by part, as `%{%d/%b/%Y %H:%M:%S}t` does.
struct TimeParts: BitwiseCopyable {
    private var year = 1970
    private var month = 1
    private var day = 1
    private var hour = 0
    private var minute = 0
    private var second = 0
    private var zone: Int64 = 0

    /// The time in seconds since 1970 in UTC, or nil where there is no such day or time.
    var time: Int64? {
        guard let days = Calendar.days(year: year, month: month, day: day),
            let seconds = Calendar.seconds(hour: hour, minute: minute, second: second)
        else {
            return nil
        }
        return days * 86_400 + seconds - zone
    }

    /// Reads one part at `start`; returns where it ends, or nil where it does not look like one.
    mutating func read(_ part: TemplateField, _ bytes: Span<UInt8>, at start: Int, to end: Int) -> Int? {
        switch part {
        case .zone:
            guard let zone = bytes.zone(at: start, to: end) else {
                return nil
            }
            self.zone = zone.seconds
            return zone.end
        case .monthName:
            guard start + 3 <= end else {
                return nil
            }
            month = bytes.monthName(at: start)
            return month > 0 ? start + 3 : nil
        default:
            return readDigits(part, bytes, at: start, to: end)
        }
    }

    private mutating func readDigits(
        _ part: TemplateField,
        _ bytes: Span<UInt8>,
        at start: Int,
        to end: Int
    ) -> Int? {
        let width =
            switch part {
            case .year: 4
            case .fraction3: 3
            case .fraction6: 6
            default: 2
            }
        guard start + width <= end else {
            return nil
        }
        let value = bytes.fixedDigits(width, at: start)
        guard value >= 0 else {
            return nil
        }
        switch part {
        case .year: year = value
        case .month: month = value
        case .day: day = value
        case .hour: hour = value
        case .minute: minute = value
        case .second: second = value
        default: break
        }
        return start + width
    }
}
