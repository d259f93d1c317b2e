import Registry

/// Old repositories under the names that they have at the new endpoint, by their numbers in a store.
struct NewNames {
    /// Those alone that have another name. A new name that nobody ever asked for has no number; the old one's number
    /// below zero stands for it.
    private var renamed: [Int64: Int64] = [:]
    private var numbers: [String: Int64] = [:]

    init(_ repositories: [Int64: String], _ renames: [Rename]) {
        for (number, name) in repositories { numbers[name] = number }
        guard !renames.isEmpty else { return }
        for (number, name) in repositories {
            // One that is gone keeps its name.
            guard case .to(let newName) = renames.renamed(name) else { continue }
            renamed[number] = numbers[newName] ?? -number
        }
    }

    func number(for old: Int64) -> Int64 { renamed[old] ?? old }
}

extension Migration {
    /// The name at the new endpoint; nil where a repository does not exist there.
    func newName(of repository: String) -> String? {
        switch renamed(repository) {
        case .same: repository
        case .to(let name): name
        case .gone: nil
        }
    }
}
