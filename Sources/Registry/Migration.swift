/// A whole move: where clients come from, where they shall go, when, and what is called otherwise there.
package struct Migration: Sendable, Equatable {
    package let name: String
    package let endpoints: [Endpoint]
    package let milestones: [Milestone]
    package let renames: [Rename]

    package init(name: String, endpoints: [Endpoint], milestones: [Milestone] = [], renames: [Rename] = []) {
        self.name = name
        self.endpoints = endpoints
        self.milestones = milestones
        self.renames = renames
    }

    /// The name at the current endpoint of a repository of the legacy one. The closest rule counts; of equally close
    /// ones, the first.
    package func renamed(_ repository: String) -> Renamed {
        let bytes = Array(repository.utf8)
        var best: (rename: Rename, closeness: Rename.Closeness)?
        for rename in renames {
            guard let closeness = rename.closeness(to: bytes) else { continue }
            if let best, best.closeness >= closeness { continue }
            best = (rename, closeness)
        }
        guard let renamed = best?.rename.applied(to: bytes) else { return .same }
        return renamed == .to(repository) ? .same : renamed
    }
}
