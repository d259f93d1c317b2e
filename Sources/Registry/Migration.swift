/// A whole move: where clients come from, where they shall go, when, and what is called otherwise there.
package struct Migration: Sendable, Equatable {
    /// What reports call it.
    package let name: String
    /// At least one legacy and one current one, where a user wrote it.
    package let endpoints: [Endpoint]
    /// In the order they were written.
    package let milestones: [Milestone]
    /// The repositories with another name at the current endpoint.
    package let renames: [Rename]

    /// A migration as given: the configuration checks what users write, not this.
    package init(name: String, endpoints: [Endpoint], milestones: [Milestone] = [], renames: [Rename] = []) {
        self.name = name
        self.endpoints = endpoints
        self.milestones = milestones
        self.renames = renames
    }

    /// The name at the current endpoint of a repository of the legacy one.
    package func renamed(_ repository: String) -> Renamed { renames.renamed(repository) }
}

extension [Rename] {
    /// The new name of a repository. The closest rule counts; of equally close ones, the first.
    package func renamed(_ repository: String) -> Renamed {
        let bytes = Array<UInt8>(repository.utf8)
        var best: (rename: Rename, closeness: Rename.Closeness)?
        for rename in self {
            guard let closeness = rename.closeness(to: bytes) else { continue }
            if let best, best.closeness >= closeness { continue }
            best = (rename, closeness)
        }
        guard let renamed = best?.rename.applied(to: bytes) else { return .same }
        return renamed == .to(repository) ? .same : renamed
    }
}
