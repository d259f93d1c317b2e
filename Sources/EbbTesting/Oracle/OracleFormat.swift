import Foundation
import Registry

/// How the oracle reads the lines of a format: with regular expressions, `split` and Foundation's JSON.
package enum OracleFormat: String, Sendable, CaseIterable {
    case combined
    case vhostCombined = "vhost-combined"
    case googleLB = "google-lb"
    case s3Access = "s3-access"
    case cloudfront
    case distribution
    case nginxJSON = "nginx-json"

    /// Where in the chain such a log is written.
    var vantage: Vantage {
        switch self {
        case .googleLB, .cloudfront: .edge
        case .distribution: .origin
        case .s3Access: .backend
        case .combined, .vhostCombined, .nginxJSON: .front
        }
    }

    func read(_ line: String) -> OracleReading {
        if line.isEmpty { return .skipped }
        return switch self {
        case .combined, .distribution: readCombined(line)
        case .vhostCombined: readBehindHost(line)
        case .googleLB: readGoogleLB(line)
        case .s3Access: readS3(line)
        case .cloudfront: readCloudFront(line)
        case .nginxJSON: readNginxJSON(line)
        }
    }

    private func readBehindHost(_ line: String) -> OracleReading {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, case .line(var read) = readCombined(String(parts[1])) else {
            return parts.count == 2 ? readCombined(String(parts[1])) : .rejected
        }
        read.host = present(parts[0])
        return .line(read)
    }

    private func readCombined(_ line: String) -> OracleReading {
        let shape =
            /^(\S+) \S+ (.*?) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\S+) (\S+) "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"/
        guard let match = line.firstMatch(of: shape), let time = commonLogTime(match.3) else { return .rejected }
        if present(match.4).isEmpty { return .skipped }
        var read = OracleLine(
            time: time,
            client: String(match.1),
            host: "",
            status: Int(match.5) ?? 0,
            bytes: Int64(match.6) ?? 0,
            referer: unescaped(present(match.7)),
            agent: unescaped(present(match.8))
        )
        read.setRequest(unescaped(String(match.4)))
        return .line(read)
    }

    private func readS3(_ line: String) -> OracleReading {
        let shape =
            /^\S+ (\S+) \[([^\]]+)\] (\S+) \S+ \S+ \S+ (\S+) "(.*?)" (\S+) \S+ (\S+) \S+ \S+ \S+ "(.*?)" "(.*?)" \S+ \S+ \S+ \S+ \S+ (\S+)/
        guard let match = line.firstMatch(of: shape), let time = commonLogTime(match.2) else { return .rejected }
        var read = OracleLine(
            time: time,
            client: String(match.3),
            host: present(match.10).isEmpty ? String(match.1) : String(match.10),
            status: Int(match.6) ?? 0,
            bytes: Int64(match.7) ?? 0,
            referer: present(match.8),
            agent: present(match.9)
        )
        read.setRequest(String(match.5))
        return .line(read)
    }

    /// The columns are those of the documentation.
    private func readCloudFront(_ line: String) -> OracleReading {
        if line.hasPrefix("#") { return .skipped }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count >= 16, let time = isoTime("\(fields[0]) \(fields[1])") else { return .rejected }
        return .line(
            OracleLine(
                time: time,
                client: String(fields[4]),
                host: present(fields[15]),
                method: String(fields[5]),
                path: percentDecoded(present(fields[7])),
                query: percentDecoded(present(fields[11])),
                status: Int(fields[8]) ?? 0,
                bytes: Int64(fields[3]) ?? 0,
                referer: percentDecoded(present(fields[9])),
                agent: percentDecoded(present(fields[10]))
            )
        )
    }

    private func readGoogleLB(_ line: String) -> OracleReading {
        guard let entry = try? JSONDecoder().decode(GoogleEntry.self, from: Data(line.utf8)),
            let time = isoTime(entry.timestamp)
        else { return .rejected }
        guard let request = entry.httpRequest else { return .skipped }
        var read = OracleLine(
            time: time,
            client: request.remoteIp ?? "",
            host: "",
            method: request.requestMethod ?? "",
            status: request.status ?? 0,
            bytes: request.responseSize.flatMap { Int64($0) } ?? 0,
            referer: request.referer ?? "",
            agent: request.userAgent ?? ""
        )
        read.setTarget(request.requestUrl ?? "")
        return .line(read)
    }

    private func readNginxJSON(_ line: String) -> OracleReading {
        guard let entry = try? JSONDecoder().decode(NginxEntry.self, from: Data(line.utf8)),
            let time = isoTime(entry.time)
        else { return .rejected }
        if entry.request.isEmpty { return .skipped }
        var read = OracleLine(
            time: time,
            client: entry.remote_addr,
            host: entry.host,
            status: entry.status,
            bytes: entry.body_bytes_sent,
            referer: present(entry.http_referer),
            agent: present(entry.http_user_agent)
        )
        read.setRequest(entry.request)
        return .line(read)
    }
}

private struct GoogleEntry: Decodable {
    struct Request: Decodable {
        var requestMethod: String?
        var requestUrl: String?
        var status: Int?
        var responseSize: String?
        var userAgent: String?
        var remoteIp: String?
        var referer: String?
    }

    var httpRequest: Request?
    var timestamp: String
}

/// Named as the generator's `log_format` names its fields.
private struct NginxEntry: Decodable {
    var time: String
    var remote_addr: String
    var host: String
    var request: String
    var status: Int
    var body_bytes_sent: Int64
    var http_referer: String
    var http_user_agent: String
}

/// The text behind `\x22`, `\"` and `\\`.
private func unescaped(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
            let code = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(code)
            rest = rest.dropFirst(3)
        } else if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\\") || rest.first == UInt8(ascii: "\"") {
            bytes.append(rest.removeFirst())
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The text behind `%20`; what is no escape stands for itself.
func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
            bytes.append(code)
            rest = rest.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
