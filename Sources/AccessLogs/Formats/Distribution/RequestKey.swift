/// What two lines about the same request have in common: a fingerprint of method, path, query, status and bytes.
struct RequestKey: BitwiseCopyable, Equatable {
    let value: UInt64

    /// - Parameter anyReference: whether a manifest's tag or digest is left out. Harbor's core asks the registry for the
    ///   digest where its client named a tag.
    init(_ record: Record, _ bytes: Span<UInt8>, anyReference: Bool = false) {
        var fingerprint = Fingerprint()
        fingerprint.mix(bytes, record.method.indices)
        var path = record.path.indices
        if anyReference, let slash = bytes.lastIndex(of: UInt8(ascii: "/"), in: path),
            slash - path.lowerBound >= 10, bytes.starts(with: "/manifests", in: slash - 10..<slash)
        {
            path = path.lowerBound..<slash
        }
        fingerprint.mix(text: path, bytes, record.escaping)
        fingerprint.mix(text: record.query.indices, bytes, record.escaping)
        fingerprint.mix(UInt64(record.status))
        // Where there is no body, servers write different sizes: distribution 778, nginx 0 for the same HEAD.
        let hasBody = record.status != 204 && record.status != 304 && !bytes.equals("HEAD", in: record.method.indices)
        fingerprint.mix(hasBody ? UInt64(bitPattern: record.bytes) : 0)
        value = fingerprint.value
    }
}

extension Fingerprint {
    /// Mixes the text behind a field, which two servers may escape in different ways: JSON writes `&` as `\u0026`.
    fileprivate mutating func mix(text range: Range<Int>, _ bytes: Span<UInt8>, _ escaping: Escaping) {
        guard escaping != .none, bytes.contains(UInt8(ascii: "\\"), in: ByteRange(range)) else {
            mix(bytes, range)
            return
        }
        var text: [UInt8] = []
        escaping.decode(bytes.extracting(range), into: &text)
        mix(text.span, text.indices)
    }
}
