import Foundation
import Registry

extension FileBytes {
    func decoded<Value: Decodable>(_ type: Value.Type) throws(NetworkFileError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw self.error(problem(error))
        } catch {
            throw self.error("it can't be read as JSON")
        }
    }

    /// - Parameter place: where in the document the text stands, built for an error alone.
    func network(_ text: String, at place: @autoclosure () -> String) throws(NetworkFileError) -> IPNetwork {
        if let network = IPNetwork(text) { return network }
        throw error("\(place()) is \"\(text.prefix(80))\", which is no network")
    }

    private func problem(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(Self.path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): "\(Self.path(context.codingPath)) is null"
        case .typeMismatch(let type, let context): "\(Self.path(context.codingPath)) is no \(type)"
        case .dataCorrupted: "this is no whole JSON document\(syntaxError.map { " (\($0))" } ?? "")"
        @unknown default: "it can't be read as JSON"
        }
    }

    /// What is wrong and at which character, which the decoder does not say; nil where the document is well-formed.
    private var syntaxError: String? {
        do {
            _ = try JSONSerialization.jsonObject(with: Data(bytes))
            return nil
        } catch {
            let text = (error as NSError).userInfo["NSDebugDescription"] as? String
            return text.map { String($0.prefix(200)).trimmingCharacters(in: CharacterSet(charactersIn: ".")) }
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
