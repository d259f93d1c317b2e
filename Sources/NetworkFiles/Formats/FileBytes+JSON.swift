import Foundation
import Registry

extension FileBytes {
    func decoded<Value: Decodable>(_ type: Value.Type) throws(NetworkFileError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw self.error(Self.problem(error))
        } catch {
            throw self.error("it can't be read as JSON")
        }
    }

    /// - Parameter place: where in the document the text stands, built for an error alone.
    func network(_ text: String, at place: @autoclosure () -> String) throws(NetworkFileError) -> IPNetwork {
        if let network = IPNetwork(text) { return network }
        throw error("\(place()) is \"\(text.prefix(80))\", which is no network")
    }

    private static func problem(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): "\(path(context.codingPath)) is null"
        case .typeMismatch(let type, let context): "\(path(context.codingPath)) is no \(type)"
        case .dataCorrupted(let context):
            "this is no whole JSON document (\(context.underlyingError.map { "\($0)" } ?? context.debugDescription))"
        @unknown default: "it can't be read as JSON"
        }
    }

    /// `prefixes[12].region`.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { text, key in
            if let index = key.intValue { return text + "[\(index)]" }
            return text.isEmpty ? key.stringValue : text + "." + key.stringValue
        }
    }
}
