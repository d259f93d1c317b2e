import EbbTesting
import Foundation
import Testing

/// Every line of every shape is well-formed.
struct ShapeTests {
    private static let address = #"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]+)"#
    private static let time = #"\[26/Mar/2023:\d\d:\d\d:\d\d \+0000\]"#
    private static let sha256 = "[0-9a-f]{64}"

    static let patterns: [(LogShape, String)] = [
        (.vhostCombined, #"[a-z0-9.-]+ \#(address) - - \#(time) "[^"]*" \d{3} \d+ "(?:-|https://[^"]+)" "[^"]+""#),
        (.combined, #"\#(address) - - \#(time) "[^"]*" \d{3} \d+ "(?:-|https://[^"]+)" "[^"]+""#),
        (.distribution, #"\#(address) - - \#(time) "[A-Z]+ /\S* HTTP/1\.1" \d{3} \d+ "(?:|https://[^"]+)" "[^"]*""#),
        (.nginxJSON, #"\{"time":"2023-03-26T\d\d:\d\d:\d\d\+00:00","remote_addr":"\#(address)",.*\}"#),
        (.googleLB, #"\{"httpRequest":\{.*"timestamp":"2023-03-26T\d\d:\d\d:\d\d\.\d{6}Z","trace":"[^"]+"\}"#),
        (
            .s3Access,
            #"[0-9a-f]{64} prod-registry-k8s-io-[a-z0-9-]+ \#(time) \#(address) - [0-9A-F]{16} REST\.GET\.OBJECT "#
                + #"containers/images/sha256%3A\#(sha256) "GET /containers/images/sha256:\#(sha256) HTTP/1\.1" 20[06] - "#
                + #"\d+ \d+ \d+ \d+ "(?:-|https://registry[^"]+)" "[^"]+" - \S+= - \S+ - \S+\.amazonaws\.com TLSv1\.2 - -"#
        ),
        (
            .cloudfront,
            #"2023-03-26\t\d\d:\d\d:\d\d\t[A-Z0-9-]+\t\d+\t\#(address)\t[A-Z]+\t(?:[^\t ]+\t){26}[^\t ]+|#.*"#
        ),
        (
            .gcsUsage,
            #""167\d{13}","\#(address)","[12]","","GET","/us\.artifacts[^"]+","20[06]","0","\d+","\d+",(?:"[^"]*",){6}"#
                + #""containers/images/sha256:\#(sha256)"|"time_micros",.*"#
        ),
    ]

    @Test(arguments: patterns)
    func linesAreWellFormed(shape: LogShape, pattern: String) throws {
        let regex = try NSRegularExpression(pattern: "^(?:\(pattern))$")
        let files = Generator(GeneratorTests.small(shape)).files(day: 31)
        #expect(files.count == (shape == .combined || shape == .distribution ? 2 : 1))
        for file in files {
            #expect(file.bytes.last == UInt8(ascii: "\n"))
            let lines = String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            .dropLast()
            #expect(lines.count == file.lines)
            let malformed = lines.filter { line in
                regex.firstMatch(in: String(line), range: NSRange(location: 0, length: line.utf16.count)) == nil
            }
            #expect(malformed.isEmpty, "\(malformed.first ?? "")")
        }
    }

    @Test(arguments: [LogShape.googleLB, .nginxJSON])
    func linesAreJSON(shape: LogShape) throws {
        let bytes = Generator(GeneratorTests.small(shape)).lines(day: 31)
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            _ = try JSONSerialization.jsonObject(with: Data(line))
        }
    }

    @Test(arguments: [(LogShape.cloudfront, 2), (.gcsUsage, 1), (.vhostCombined, 0)])
    func filesBeginWithTheirHeader(shape: LogShape, headers: Int) {
        let generator = Generator(GeneratorTests.small(shape))
        let lines = generator.lines(day: 31).split(separator: UInt8(ascii: "\n")).count
        #expect(lines == generator.truth(day: 31).lines + headers)
    }
}
