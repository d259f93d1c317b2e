import Store

/// What a word on the pages means.
struct Definition {
    let id: String
    let term: String
    let meaning: String

    enum Term: String, CaseIterable {
        case pulls, direct, followed, unknown, lost, requests, bytes, clients, checks, hours, dash
    }
}

extension Definition.Term {
    /// - Parameter pull: what one pull is on the page.
    func definition(_ pull: PullDefinition) -> Definition {
        let (term, meaning) = words(pull)
        return Definition(id: "what-\(rawValue)", term: term, meaning: meaning)
    }

    private func words(_ pull: PullDefinition) -> (String, String) {
        switch self {
        case .pulls:
            (
                "pull",
                "By the definition “\(pull.rawValue)”: \(pull.meaning). Signatures are no pulls. A redirect at the old endpoint "
                    + "counts where it arrives."
            )
        case .direct: ("direct", "A pull at the new endpoint by a client that asked it by itself: it has moved.")
        case .followed:
            (
                "redirected there",
                "A pull at the new endpoint by a client that asked the old one first and followed its redirect: it has "
                    + "not moved. The referer says so, or the logs of both ends together."
            )
        case .unknown:
            (
                "unknown way",
                "A pull at the new endpoint of which no log says how it came. The share of direct pulls lies between "
                    + "that without these and that with them."
            )
        case .lost: ("lost", "A redirect by the old endpoint that nobody followed: a request, not a pull.")
        case .requests: ("request", "Any request of a registry’s protocol, whatever became of it.")
        case .bytes:
            ("bytes", "Of bodies, as the server logged them; units are powers of 1,000. HEAD and 304 count none.")
        case .clients:
            (
                "client",
                "An IPv4 address, or the upper 64 bits of an IPv6 one. Daily numbers are distinct within a day of UTC. "
                    + "A mirror is a cache or proxy that stands for many."
            )
        case .checks: ("check", "A HEAD request for a tag that was served: somebody looks whether it has changed.")
        case .hours:
            ("hours with logs", "Hours of the range in which at least one request reached one of the endpoints.")
        case .dash: ("–", "Not observed, or not known: never zero. Point at it to read why.")
        }
    }
}
