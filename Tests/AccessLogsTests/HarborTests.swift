import AccessLogs
import Testing

struct HarborTests {
    private let front =
        #"192.0.2.10 - "GET /v2/library/pause/manifests/3.9 HTTP/1.1" 200 2761 "-" "containerd/1.6.20" 0.012 0.011 ."#
    private let registry =
        #"172.18.0.9 - - [29/Feb/2024:23:59:57 +0000] "GET /v2/library/pause/manifests/sha256:70 HTTP/1.1" 200 2761 "#
        + #""" "containerd/1.6.20""#
    private let core =
        "2024-02-29T23:59:57Z [ERROR] [/server/middleware/security/basic_auth.go:72]: failed to authenticate user:test"

    private func detected(_ text: String) -> LogFormat? {
        guard case .found(let finding) = Detection.detect(Array(text.utf8).span) else {
            return nil
        }
        return finding.format
    }

    /// What compose, Docker and syslog make of the same lines.
    @Test func theTimeIsTheWrappers() throws {
        let lines = [core, registry, front, core]
        for text in [
            lines.map { "<134>1 2024-02-29T23:59:57.5Z host proxy 1160 - - \($0)\n" }.joined(),
            lines.map { "2024-02-29T23:59:57.123456789Z \($0)\n" }.joined(),
        ] {
            let format = try #require(detected(text))
            #expect(format.name == "harbor")
            let parsed = Parsed(text, as: format)
            #expect(parsed.records.map(\.client) == ["192.0.2.10"])
            #expect(parsed.records.map(\.time) == [1_709_251_197])
            #expect(parsed.skipped == 3)
        }
    }

    @Test func withoutATimeTheRegistrysLinesCount() throws {
        let parsed = Parsed([core, registry, front].joined(separator: "\n"), as: try LogFormat(option: "harbor"))
        #expect(parsed.records.map(\.client) == ["172.18.0.9"])
        #expect(parsed.reasons == [.noTime: 1])
        #expect(parsed.skipped == 1)
    }

    /// nginx writes when a request ends; what the registry says of its beginning may be long ago.
    @Test(arguments: [("30.500", 1), ("0.012", 2), ("99999999999999999999.1", 2), ("-", 2)])
    func theRequestTimeIsMinded(took: String, records: Int) throws {
        let slow = #"[01/Mar/2024:00:00:27 +0000]:"# + front.replacing("0.012 0.011", with: "\(took) -")
        let parsed = Parsed([registry, slow].joined(separator: "\n"), as: try LogFormat(option: "harbor"))
        #expect(parsed.records.count == records)
    }

    @Test func messagesAloneHoldNoRequest() throws {
        guard let bytes = try Corpora.bytes("harbor/crowdsec-harbor-logs.log") else {
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let format = try #require(detected(text))
        #expect(format.name == "harbor")
        let parsed = Parsed(text, as: format)
        #expect(parsed.records.isEmpty && parsed.rejects.isEmpty && parsed.skipped == 2)
    }
}
