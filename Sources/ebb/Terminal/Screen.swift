import Foundation

/// What the terminals behind standard output and standard error can show.
enum Screen {
    static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    static let errorIsTerminal = isatty(STDERR_FILENO) == 1

    /// https://no-color.org
    static var hasColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        let isOff = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return outputIsTerminal && !isOff && environment["TERM"] != "dumb"
    }
}

/// Numbers for people.
enum Figure {
    /// `1,234,567`
    static func count(_ value: Int64) -> String {
        let digits = String(value.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return value < 0 ? "-" + result : result
    }

    /// `1 source`, `2 sources`
    static func count(_ value: Int64, _ thing: String) -> String {
        count(value) + " " + thing + (value == 1 ? "" : "s")
    }

    /// `12.3 GB`: powers of 1,000.
    static func bytes(_ value: Int64) -> String {
        var number = Double(value)
        var units = ["B", "kB", "MB", "GB", "TB", "PB"][...]
        while abs(number) >= 999.5, units.count > 1 {
            number /= 1000
            units.removeFirst()
        }
        let unit = units.first ?? ""
        return unit == "B" ? "\(value) B" : "\(decimal(number, number < 10 ? 2 : number < 100 ? 1 : 0)) \(unit)"
    }

    /// `71.4 %`
    static func share(_ value: Double) -> String { decimal(value * 100, 1) + " %" }

    /// `12 s`, `3 min 5 s`, `2 h 10 min`
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
    }

    static func decimal(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let whole = count(scaled / Int64(scale))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + whole }
        let rest = String(scaled % Int64(scale))
        return sign + whole + "." + String(repeating: "0", count: places - rest.count) + rest
    }
}
