import Registry

/// What a request is to the session that it belongs to.
enum SessionStep: BitwiseCopyable {
    /// Asks which version a tag has: a HEAD, or a GET that was answered by "not modified". A *version check*, as long as
    /// nothing follows.
    case tagLookedUp
    case tagGot
    /// The manifest of a digest was asked for by HEAD.
    case digestLookedUp
    case digestGot
    /// The client has the manifest of this digest already.
    case digestKnown
    case blobGot
    case push

    /// nil: it is nothing to any session. Failed tries, and redirects at `legacy`, are no more than attempts; blobs are
    /// looked for by those who push and by caches, not by those who pull; signatures are no images.
    @inline(__always)
    init?(_ event: Event) {
        // At backends every request is another request's other half.
        let isCurrent = event.kind.via != Via.none.rawValue
        guard event.repository != 0, isCurrent || event.isLegacy else { return nil }
        let outcome = event.kind.outcome
        let isKnown = outcome == Outcome.notModified.rawValue
        let isArrived =
            outcome == Outcome.served.rawValue || (isCurrent && outcome == Outcome.redirected.rawValue)
        switch event.kind.operation {
        case Operation.blobGet.rawValue:
            guard isArrived else { return nil }
            self = .blobGot
        case Operation.manifestGet.rawValue, Operation.manifestHead.rawValue:
            guard isArrived || isKnown else { return nil }
            let isGot = event.kind.operation == Operation.manifestGet.rawValue && isArrived
            switch event.kind.reference {
            case ReferenceKind.tag.rawValue: self = isGot ? .tagGot : .tagLookedUp
            case ReferenceKind.digest.rawValue: self = isGot ? .digestGot : isKnown ? .digestKnown : .digestLookedUp
            default: return nil
            }
        case Operation.push.rawValue: self = .push
        default: return nil
        }
    }
}
