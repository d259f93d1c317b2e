import Foundation
import Registry

/// The key of the privacy mode `keyed`, in a file of its own: 16 bytes that only their owner may read.
enum KeyFile {
    /// Reads the key, or makes one where there is none.
    ///
    /// - Parameter isDryRun: whether to keep a new key to ourselves, since nothing may be written.
    static func key(for privacy: Privacy, isDryRun: Bool) throws -> PrivacyKey? {
        guard privacy.store == .keyed else { return nil }
        let path = privacy.keyFile ?? "ebb.key"
        let manager = FileManager.default
        if !manager.fileExists(atPath: path) {
            var source = SystemRandomNumberGenerator()
            let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &source) }
            if isDryRun { return PrivacyKey(bytes: bytes.span) }
            guard manager.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
                throw Failure(
                    "\(path): the key of privacy.store: keyed can't be written there. Name another privacy.keyFile."
                )
            }
            say(
                "Made a new key for client ids in \(printable(path)). Keep it; without it later ids do not join earlier ones."
            )
        }
        guard let data = manager.contents(atPath: path), let key = PrivacyKey(bytes: Array(data).span) else {
            throw Failure(
                "\(path): no key of 16 bytes can be read there. Check its permissions, or name another privacy.keyFile."
            )
        }
        return key
    }

    /// The key that clients are shown by; nil where none is needed, or none can be read: all are shown as one then.
    static func shownKey(for privacy: Privacy) -> PrivacyKey? {
        guard privacy.show == .keyed, let path = privacy.keyFile,
            let data = FileManager.default.contents(atPath: path)
        else { return nil }
        return PrivacyKey(bytes: Array(data).span)
    }
}
