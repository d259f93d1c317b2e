/// What two lines about the same request have in common: a fingerprint of method, path, query, status and bytes.
struct RequestKey: BitwiseCopyable, Equatable {
    private let value: UInt64

    init(_ record: Record, _ bytes: Span<UInt8>) {
        var fingerprint = Fingerprint()
        fingerprint.mix(bytes, record.method.indices)
        fingerprint.mix(bytes, record.path.indices)
        fingerprint.mix(bytes, record.query.indices)
        fingerprint.mix(UInt64(record.status))
        fingerprint.mix(UInt64(bitPattern: record.bytes))
        value = fingerprint.value
    }
}
