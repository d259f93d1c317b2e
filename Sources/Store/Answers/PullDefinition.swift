/// What one pull is. The numbers of different definitions are not to be compared.
package enum PullDefinition: String, Sendable, CaseIterable {
    /// A manifest that was got by GET and served, or, at `current`, redirected onward; signatures excluded. An image for
    /// several platforms costs two.
    case manifest
    /// A session in which a manifest was got, or looked up by digest, or blobs were got after a look at a tag.
    case session
    /// A session with at least one request for a manifest and one blob that was got.
    case complete

    /// The one that counts where nobody chose another.
    package static let usual = PullDefinition.session

    /// What one pull is, in words that go on after "A pull is ".
    package var meaning: String {
        switch self {
        case .manifest:
            "a manifest got by GET and served, or redirected onward by the new endpoint"
        case .session:
            "what one client, with one user agent, got of one repository within 60 s, other tags aside; a look at a tag "
                + "alone is none"
        case .complete:
            "what one client, with one user agent, got of one repository within 60 s, a blob at least"
        }
    }
}
