import Analysis

/// Numbers for people: groups of three parted by a thin space, units behind a space that does not break.
enum Number {
    /// U+202F: thin, and no line breaks there.
    static let thinSpace = "\u{202F}"
    static let space = "\u{A0}"

    /// `1 234 567`
    static func count(_ value: Int64) -> String {
        let digits = String(value.magnitude)
        var result = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += thinSpace }
            result.append(digit)
        }
        return result
    }

    /// `1 image`, `2 images`
    static func count(_ value: Int64, _ thing: String) -> String {
        count(value) + space + thing + (value == 1 ? "" : "s")
    }

    /// `12.3 GB`: powers of 1,000.
    static func bytes(_ value: Int64) -> String {
        var number = Double(value)
        var units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"][...]
        while abs(number) >= 999.5, units.count > 1 {
            number /= 1000
            units.removeFirst()
        }
        let unit = units.first ?? ""
        let places = number < 9.995 ? 2 : number < 99.95 ? 1 : 0
        return (unit == "B" ? count(value) : decimal(number, places: places)) + space + unit
    }

    /// `1 234.50`, without its currency; what is less than a cent, to two figures.
    static func money(_ value: Amount) -> String {
        let text = value.rounded(separator: thinSpace)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// `71.4 %`. What is more than nothing is never shown as nothing, what is less than all never as all.
    static func share(_ value: Double) -> String {
        switch value {
        case 0..<0.0005 where value > 0: "less than 0.1" + space + "%"
        case 0.9995..<1: "more than 99.9" + space + "%"
        default: decimal(value * 100, places: 1) + space + "%"
        }
    }

    /// A number with this many places after the point.
    static func decimal(_ value: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        guard abs(value) * scale < 9e18 else { return value < 0 ? "−∞" : "∞" }
        let scaled = Int64((abs(value) * scale).rounded())
        let whole = count(scaled / Int64(scale))
        let sign = value < 0 && scaled > 0 ? "−" : ""
        guard places > 0 else { return sign + whole }
        let rest = String(scaled % Int64(scale))
        return sign + whole + "." + String(repeating: "0", count: places - rest.count) + rest
    }

    /// For an axis: `0`, `500`, `1 500`, `20k`, `1.5M`.
    static func axis(_ value: Double) -> String {
        var (number, unit) = (value, "")
        for larger in ["k", "M", "G", "T"] where number >= 10_000 || !unit.isEmpty && number >= 1000 {
            number /= 1000
            unit = larger
        }
        let isWhole = number.rounded() == number
        return decimal(number, places: isWhole ? 0 : (number * 10).rounded() == number * 10 ? 1 : 2) + unit
    }
}
