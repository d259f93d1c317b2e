import Foundation

/// A request as the oracle reads it from a line: all texts as the client sent them.
struct OracleLine {
    /// Seconds since 1970, UTC.
    var time: Int64
    var client: String
    /// Empty where the line names none.
    var host: String
    var method = ""
    /// Without query; percent-encoding as sent.
    var path = ""
    var query = ""
    /// 0 where there is none.
    var status: Int
    var bytes: Int64
    var referer: String
    var agent: String

    /// Takes a request line apart. What is no HTTP is all path.
    mutating func setRequest(_ text: String) {
        guard let match = text.firstMatch(of: /^([A-Za-z_-]{1,32}) (.*)$/) else {
            path = text
            return
        }
        method = String(match.1)
        setTarget(String(match.2.replacing(/\ HTTP\/[0-9.]+$/, with: "")))
    }

    mutating func setTarget(_ text: String) {
        var target = text
        if let match = target.firstMatch(of: /^https?:\/\/([^\/?]*)/) {
            host = String(match.1)
            target = String(target[match.range.upperBound...])
        }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = parts.count == 2 ? String(parts[1]) : ""
    }
}

/// What became of a line.
enum OracleReading {
    case line(OracleLine)
    /// No request.
    case skipped
    case rejected
}

/// `-` stands for nothing.
func present(_ text: some StringProtocol) -> String {
    text == "-" ? "" : String(text)
}

/// Seconds since 1970 of `22/Mar/2023:10:11:12 +0100`.
func commonLogTime(_ text: some StringProtocol) -> Int64? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = String(text).components(separatedBy: CharacterSet(charactersIn: "/: "))
    guard parts.count == 7, let month = months.firstIndex(of: parts[1]), let zone = Int64(parts[6]) else { return nil }
    let seconds = secondsSince1970(year: parts[2], month: "\(month + 1)", day: parts[0], parts[3], parts[4], parts[5])
    let east: Int64 = zone / 100 * 3600 + zone % 100 * 60
    return seconds.map { $0 - east }
}

/// Seconds since 1970 of `2023-03-22T10:11:12.5Z`, `…+00:00` and `2023-03-22 10:11:12`, all in UTC.
func isoTime(_ text: some StringProtocol) -> Int64? {
    let parts = String(text).components(separatedBy: CharacterSet(charactersIn: "-T: .Z+"))
    guard parts.count >= 6 else { return nil }
    return secondsSince1970(year: parts[0], month: parts[1], day: parts[2], parts[3], parts[4], parts[5])
}

private func secondsSince1970(
    year: String,
    month: String,
    day: String,
    _ hour: String,
    _ minute: String,
    _ second: String
) -> Int64? {
    var components = DateComponents()
    components.timeZone = TimeZone(identifier: "UTC")
    components.year = Int(year)
    components.month = Int(month)
    components.day = Int(day)
    guard let midnight = Calendar(identifier: .gregorian).date(from: components),
        let hour = Int64(hour), let minute = Int64(minute), let second = Int64(second)
    else { return nil }
    return Int64(midnight.timeIntervalSince1970) + hour * 3600 + minute * 60 + second
}
