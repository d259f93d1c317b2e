/// A line of `vhost-combined`, read slowly and obviously, with nothing that the generator has.
struct ParsedLine {
    let host: String
    let client: String
    let date: String
    /// Seconds since midnight.
    let time: Int
    let method: String
    let path: String
    let status: Int
    let bytes: Int
    let referer: String
    let agent: String
    /// The repository of a request for a manifest, a blob, tags or an upload; nil for a scanner's.
    let repository: String?

    init?(_ line: some StringProtocol) {
        let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
        guard quoted.count == 7, quoted[4] == " ", quoted[6].isEmpty else { return nil }
        let head = quoted[0].split(separator: " ", omittingEmptySubsequences: false)
        guard head.count == 7, head[2] == "-", head[3] == "-", head[5] == "+0000]", head[6].isEmpty else { return nil }
        host = String(head[0])
        client = String(head[1])
        let clock = head[4].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = clock.dropFirst().compactMap { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == 3, clock.count == 4, clock[0].first == "[" else { return nil }
        date = String(clock[0].dropFirst())
        time = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        let request = quoted[1].split(separator: " ")
        method = request.count == 3 ? String(request[0]) : ""
        path = request.count == 3 ? String(request[1]) : String(quoted[1])
        let answer = quoted[2].split(separator: " ")
        guard answer.count == 2, let status = Int(answer[0]), let bytes = Int(answer[1]) else { return nil }
        self.status = status
        self.bytes = bytes
        referer = String(quoted[3])
        let agent = String(quoted[5])
        self.agent = agent
        let scanners = ["Mozilla/5.0", "python-requests", "Go-http-client/1.1"]
        let isScanner = agent == "-" || scanners.contains { agent.hasPrefix($0) }
        repository = isScanner || method.isEmpty ? nil : Self.repository(of: path)
    }

    private static func repository(of path: String) -> String? {
        var parts = path.split(separator: "?")[0].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3, parts[0].isEmpty, parts[1] == "v2" else { return nil }
        parts.removeFirst(2)
        if parts.starts(with: ["k8s-artifacts-prod", "images"]) { parts.removeFirst(2) }
        if parts.suffix(2) == ["tags", "list"] { return parts.dropLast(2).joined(separator: "/") }
        if parts.suffix(3) == ["blobs", "uploads", ""] { return parts.dropLast(3).joined(separator: "/") }
        guard let kind = parts.dropLast().last, kind == "manifests" || kind == "blobs" else { return nil }
        return parts.dropLast(2).joined(separator: "/")
    }

    var isManifestGet: Bool {
        method == "GET" && path.contains("/manifests/") && repository != nil
    }

    var isBlobGet: Bool {
        method == "GET" && path.contains("/blobs/sha256:") && repository != nil
    }

    /// One letter for what is asked; see ``SequenceTests``.
    var letter: String {
        let byDigest = path.contains("sha256:")
        if path == "/v2/" { return "p" }
        if method == "HEAD" { return byDigest ? "H" : "h" }
        if path.contains("/manifests/sha256-") { return "s" }
        if path.contains("/manifests/") { return byDigest ? "D" : "T" }
        if path.hasSuffix("/tags/list") { return "l" }
        return isBlobGet ? "B" : "?"
    }

    static func all(in bytes: [UInt8]) -> [ParsedLine] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { ParsedLine($0) }
    }
}
