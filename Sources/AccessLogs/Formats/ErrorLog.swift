/// The error logs of nginx and Apache, which lie beside their access logs, and stand among their lines where both go to one
/// place. None of their lines is a request: what failed stands in the access log too.
///
/// https://nginx.org/en/docs/ngx_core_module.html#error_log and
/// https://httpd.apache.org/docs/2.4/logs.html#errorlog
///
///     2026/11/22 23:48:57 [error] 31#31: *46 open() failed (2: No such file or directory), client: 192.0.2.10
///     [Sun Nov 22 23:48:57.880562 2026] [auth_basic:error] [pid 10:tid 1401] [client 192.0.2.10:50229] AH01618: …
///
/// Traps: a message may go on in lines of its own, which nothing tells from damaged ones.
enum ErrorLog {
    /// All lines are passed over; it asks for no host, so that a folder with an error log in it is read.
    static let format = LogFormat(
        name: "error-log",
        hasHost: true,
        hasReferer: false,
        bytesIncludeHeaders: false,
        fieldCount: 0,
        reading: .shapes(nil, [])
    )

    /// Whether a line is a message.
    static func isMessage(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        if let time = bytes.slashedTime(at: line.lowerBound, to: line.upperBound) {
            return bytes.starts(with: " [", in: time.end..<line.upperBound)
        }
        let start = line.lowerBound
        guard line.count > 30, bytes[start] == UInt8(ascii: "["), bytes[start + 4] == UInt8(ascii: " "),
            bytes.monthName(at: start + 5) > 0, bytes.clock(at: start + 12) != nil
        else {
            return false
        }
        let end = bytes.firstIndex(of: UInt8(ascii: "]"), in: line)
        return bytes.starts(with: "] [", in: end..<line.upperBound)
    }

    /// Whether the first line of a sample is a message.
    static func hasMessage(_ sample: Span<UInt8>) -> Bool {
        isMessage(sample, 0..<sample.firstIndex(of: UInt8(ascii: "\n"), in: 0..<sample.count))
    }
}
