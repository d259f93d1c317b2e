/// CloudFront's standard log, version 1: tab-separated, 33 fields, percent-encoded.
///
/// See <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html>.
struct CloudFrontWriter: LineWriter {
    let context: LineContext
    private static let oddPaths = OddPath.all.map { odd in
        let parts = odd.path.split(separator: "?", maxSplits: 1)
        let query = parts.count > 1 ? Array(parts[1].utf8) : [UInt8(ascii: "-")]
        return (stem: AgentEscaping.percent.escape(String(parts[0])), query: query)
    }

    let header = [
        "#Version: 1.0",
        "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) "
            + "cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken "
            + "x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status "
            + "fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len "
            + "sc-range-start sc-range-end",
    ]

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        let key = Draw.hash(request.reference, UInt64(request.time), UInt64(request.client))
        let tab = UInt8(ascii: "\t")
        line.append(context.isoDate)
        line.append(tab)
        line.append(timeOfDay: Int(request.time) / 1000)
        line.append(key % 3 == 0 ? "\tCMH68-P2\t" : key % 3 == 1 ? "\tFRA56-P9\t" : "\tIAD12-P1\t")
        line.append(Int(request.bytes))
        line.append(tab)
        context.appendAddress(of: request, to: &line)
        line.append(tab)
        line.append(request.method.text)
        line.append("\td1be1w964nk82h.cloudfront.net\t")
        if request.target == .odd {
            line.append(Self.oddPaths[Int(request.reference)].stem)
        } else {
            context.appendPath(of: request, to: &line)
        }
        line.append(tab)
        line.append(Int(request.status))
        line.append(tab)
        if !context.appendReferer(of: request, to: &line) { line.append(UInt8(ascii: "-")) }
        line.append(tab)
        line.append(context.agents[Int(request.agent)])
        line.append(tab)
        if request.target == .odd {
            line.append(Self.oddPaths[Int(request.reference)].query)
        } else {
            line.append(request.namesNamespace ? "ns=k8s.gcr.io" : "-")
        }
        let result =
            request.status >= 400 ? "Error" : request.status >= 300 ? "Redirect" : key % 8 == 0 ? "Miss" : "Hit"
        line.append("\t-\t")
        line.append(result)
        line.append(tab)
        for part: UInt64 in 0..<3 { line.append(hexadecimal: SeededGenerator.mix(key &+ part)) }
        line.append("==\t")
        context.appendHost(of: request, to: &line)
        line.append("\thttps\t")
        line.append(Int(40 + key % 300))
        line.append("\t0.")
        line.append(Int(key % 900), width: 3)
        line.append("\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\t")
        line.append(result)
        line.append("\tHTTP/1.1\t-\t-\t")
        line.append(Int(1024 + key % 60_000))
        line.append("\t0.")
        line.append(Int(key % 300), width: 3)
        line.append(tab)
        line.append(result)
        line.append("\tapplication/octet-stream\t")
        line.append(Int(request.bytes))
        line.append("\t-\t-")
    }
}
