/// CloudFront's standard log: W3C extended, fields parted by tabs, in files of their own with a header each.
///
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
///
///     #Version: 1.0
///     #Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status …
///     2024-01-16	23:56:42	CMH68-P2	214182	1.2.3.4	GET	d19xqa3lc3clo8.cloudfront.net	/a.crate	200	…
///
/// Traps: columns are found by name, and a header may come again in the middle (files are often joined); a part of a
/// file has no header, so the order of the documentation is taken; the host that the viewer asked is `x-host-header`,
/// `cs(Host)` is the distribution's; the path is encoded, often twice; status `000` means that the viewer had gone.
/// `sc-bytes` counts headers. Lines under a header of another version are refused, since nothing is known of them.
struct CloudFront: LineReader {
    static let format = LogFormat(
        name: "cloudfront",
        hasHost: true,
        hasReferer: true,
        bytesIncludeHeaders: true,
        fieldCount: 10,
        reading: .cloudFront
    )

    private var columns = CloudFrontColumns.standard
    private var isKnownVersion = true

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        if bytes[line.lowerBound] == UInt8(ascii: "#") {
            return readDirective(bytes, line)
        }
        guard isKnownVersion else {
            return .reject(.unknownVersion, at: line.lowerBound)
        }
        var values = CloudFrontValues()
        var start = line.lowerBound
        var column = 0
        while true {
            let end = bytes.firstIndex(of: UInt8(ascii: "\t"), in: start..<line.upperBound)
            values.set(columns[column], bytes, start..<end, &record)
            column += 1
            if end == line.upperBound {
                break
            }
            start = end + 1
        }
        guard column > columns.last else {
            return column > 3
                ? .reject(.tooFewFields, at: line.upperBound) : .reject(.notThisFormat, at: line.lowerBound)
        }
        return values.finish(bytes, line, &record)
    }

    private mutating func readDirective(_ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
        if bytes.starts(with: "#Version:", in: line) {
            let version = bytes.trimmed(line.lowerBound + 9..<line.upperBound)
            isKnownVersion = bytes.equals("1.0", in: version)
            return isKnownVersion ? .skipped : .reject(.unknownVersion, at: version.lowerBound)
        }
        if bytes.starts(with: "#Fields:", in: line) {
            columns = CloudFrontColumns(bytes, line.lowerBound + 8..<line.upperBound)
        }
        return .skipped
    }
}

extension Span where Element == UInt8 {
    fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start] == UInt8(ascii: " ") {
            start += 1
        }
        while end > start, self[end - 1] == UInt8(ascii: " ") {
            end -= 1
        }
        return start..<end
    }
}
