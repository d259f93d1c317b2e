import AccessLogs
import Registry
import Traffic

/// What requests for manifests and blobs mean: of each path, its head and its reference are looked up on their own, and
/// each distinct one is worked out once.
struct ImageMeanings {
    /// What the requests below a head have in common.
    private struct Place: BitwiseCopyable {
        /// Without operation, reference and tag.
        var meaning = RequestMeanings.Meaning()
        /// Whether the head names a repository. Otherwise the requests are none for images.
        var isImage = false
        /// Whether nothing else of the path decides what the head means.
        var isWhole = false
    }

    private struct Reference: BitwiseCopyable {
        /// `none` where it is no valid one.
        var kind: ReferenceKind
        /// In the table's list of names; 0 where it is no tag.
        var tag: UInt32
    }

    private let migration: Migration
    private let vantage: Vantage
    private var places = Memo<Place>()
    private var references = Memo<Reference>()

    init(_ rules: Rules, vantage: Vantage) {
        migration = rules.migration
        self.vantage = vantage
    }

    /// Bytes that it takes up.
    var size: Int { places.size + references.size }

    /// What a GET or HEAD means whose path is written without escapes; nil where the path has to be looked at as a whole.
    ///
    /// - Parameters:
    ///   - isHead: whether its method is HEAD.
    ///   - hostHash: the hash of the host's name.
    ///   - table: gets the names that the meaning numbers.
    @inline(__always)
    mutating func meaning(
        of record: Record,
        isHead: Bool,
        in chunk: Span<UInt8>,
        at hosts: inout Hosts,
        _ hostHash: RunHash,
        naming table: inout TrafficTable
    ) -> RequestMeanings.Meaning? {
        guard let image = ImagePath(record.path, in: chunk) else { return nil }
        let key = RunHash(chunk.extracting(image.head.indices), seed: hostHash.low, and: hostHash.high)
        let place =
            places.value(of: key)
            ?? add(chunk.text(image.head, .none), key, at: hosts.host(of: record, in: chunk), &table)
        guard place.isWhole else { return nil }
        var meaning = place.meaning
        guard place.isImage else { return meaning }
        let operation: Operation
        if image.isBlob {
            operation = isHead ? .blobHead : .blobGet
        } else {
            operation = isHead ? .manifestHead : .manifestGet
        }
        meaning.operation = operation.rawValue
        guard let range = image.reference else {
            meaning.reference = ReferenceKind.digest.rawValue
            return meaning
        }
        let referenceKey = RunHash(chunk.extracting(range.indices))
        let reference = references.value(of: referenceKey) ?? add(chunk.text(range, .none), referenceKey, &table)
        guard reference.kind != .none else { return nil }
        meaning.reference = reference.kind.rawValue
        meaning.tag = reference.tag
        return meaning
    }

    /// Forgets all; it is worked out anew when it comes again.
    mutating func removeAll() {
        places = Memo()
        references = Memo()
    }

    @inline(never)
    private mutating func add(
        _ head: String,
        _ key: RunHash,
        at host: Hosts.Host,
        _ table: inout TrafficTable
    ) -> Place {
        var place = Place()
        // Otherwise a prefix may end in the reference; or the head is not what it looks like.
        place.isWhole =
            head.utf8.count >= host.sites.longestPrefix && head.utf8.first == UInt8(ascii: "/")
            && !head.utf8.contains(UInt8(ascii: "%"))
        if place.isWhole, let claim = host.sites.claim(path: head + "/manifests/x") {
            let request = Request(method: "GET", path: claim.path)
            place.meaning = RequestMeanings.Meaning(claim, migration, host, vantage, naming: &table)
            place.isImage = request.operation == .manifestGet
            place.meaning.repository = table.repositories.id(request.repository)
        }
        places.insert(place, for: key)
        return place
    }

    @inline(never)
    private mutating func add(_ text: String, _ key: RunHash, _ table: inout TrafficTable) -> Reference {
        let request = Request(method: "GET", path: "/v2/x/manifests/" + text)
        let kind = request.operation == .manifestGet && request.reference == text ? request.referenceKind : .none
        let reference = Reference(kind: kind, tag: kind == .tag ? table.tags.id(text) : 0)
        references.insert(reference, for: key)
        return reference
    }
}
