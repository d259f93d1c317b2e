import ConfigurationFile
import NetworkFiles
import Registry

extension Configuration {
    /// The networks of its files; nil where it names none.
    func networks() throws -> KnownNetworks? {
        networkFiles.isEmpty ? nil : try KnownNetworks(files: networkFiles, today: .today)
    }
}
