/// Amazon S3's server access log, with 26 fields.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html>.
struct S3AccessWriter: LineWriter {
    let context: LineContext
    private static let owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be "

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        let key = Draw.hash(request.reference, UInt64(request.time), UInt64(request.client))
        line.append(Self.owner)
        line.append(Self.buckets[Int(request.host)])
        line.append(UInt8(ascii: " "))
        context.appendCommonLogTime(of: request, to: &line)
        line.append(UInt8(ascii: " "))
        context.appendAddress(of: request, to: &line)
        line.append(" - ")
        for shift: UInt64 in [56, 48, 40, 32, 24, 16, 8, 0] {
            line.append(uppercaseHexadecimal: UInt8(truncatingIfNeeded: key >> shift))
        }
        line.append(request.method == .head ? " REST.HEAD.OBJECT " : " REST.GET.OBJECT ")
        line.append("containers/images/sha256%3A")
        line.append(digest: request.reference)
        line.append(" \"")
        line.append(request.method.text)
        line.append(UInt8(ascii: " "))
        context.appendURI(of: request, to: &line)
        line.append(" HTTP/1.1\" ")
        line.append(Int(request.status))
        line.append(" - ")
        line.append(Int(request.bytes))
        line.append(UInt8(ascii: " "))
        // Every layer is larger than every configuration; of a broken download the line has the whole object's size too.
        line.append(Int(request.bytes > 10_000 ? Catalogue.layerSize(request.reference) : request.bytes))
        line.append(UInt8(ascii: " "))
        line.append(Int(20 + key % 4000))
        line.append(UInt8(ascii: " "))
        line.append(Int(8 + key % 40))
        line.append(" \"")
        if !context.appendReferer(of: request, to: &line) { line.append(UInt8(ascii: "-")) }
        line.append("\" \"")
        line.append(context.agents[Int(request.agent)])
        line.append("\" - ")
        line.append(hexadecimal: SeededGenerator.mix(key &+ 1))
        line.append(hexadecimal: SeededGenerator.mix(key &+ 2))
        line.append("= - ECDHE-RSA-AES128-GCM-SHA256 - ")
        context.appendHost(of: request, to: &line)
        line.append(" TLSv1.2 - -")
    }

    /// The first label of each host.
    private static let buckets = Host.all.map { Array($0.name.utf8.prefix { $0 != UInt8(ascii: ".") }) }
}
