import Registry

/// MaxMind's format, as GeoLite2-ASN.mmdb has it, and others who give lists of autonomous systems in it.
///
/// https://maxmind.github.io/MaxMind-DB/
enum MaxMindFile {
    static func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        guard let start = metadata(of: file.bytes) else { throw file.error("its metadata are missing") }
        let metadata: MaxMindValue
        do {
            var data = MaxMindData(file.bytes, section: start..<file.bytes.count, offset: 0)
            metadata = try data.value()
        } catch {
            throw file.error("the metadata are damaged, near byte \(error.position)")
        }
        guard metadata["binary_format_major_version"]?.number == 2,
            let tree = MaxMindTree(metadata, size: start - marker.count)
        else {
            throw file.error("the metadata at byte \(start) tell of no tree of version 2 that fits into the file")
        }
        var systems: [Int: AutonomousSystem?] = [:]
        var hasSystems = false
        let section = tree.dataStart..<(start - marker.count)
        do {
            try tree.eachRecord(in: file.bytes) { network, offset throws(MaxMindData.Damage) in
                let system: AutonomousSystem?
                if let known = systems[offset] {
                    system = known
                } else {
                    var data = MaxMindData(file.bytes, section: section, offset: offset)
                    system = AutonomousSystem(try data.value())
                    systems[offset] = system
                }
                guard let system else { return }
                hasSystems = true
                builder.add(network, system)
            }
        } catch {
            throw file.error("it is damaged, near byte \(error.position)")
        }
        guard hasSystems else {
            let type = String((metadata["database_type"]?.text ?? "of no type").unicodeScalars.prefix(100))
            throw NetworkFileError(
                file.path,
                "this file (\(type)) holds no autonomous systems",
                "Take GeoLite2-ASN.mmdb."
            )
        }
        return metadata["build_epoch"]?.number.map { Day(number: Int32(clamping: $0 / 86_400)) }
    }

    private static let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)

    /// Where the metadata begin: behind the last marker, which stands in the last 128 KiB; nil where there is none.
    static func metadata(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= marker.count else { return nil }
        let earliest = max(0, bytes.count - 128 << 10)
        var start = bytes.count - marker.count
        while start >= earliest {
            if bytes[start] == marker[0], bytes[start...].starts(with: marker) { return start + marker.count }
            start -= 1
        }
        return nil
    }
}

extension AutonomousSystem {
    fileprivate init?(_ value: MaxMindValue) {
        guard let number = value["autonomous_system_number"]?.number, let number = UInt32(exactly: number), number > 0
        else { return nil }
        let name = value["autonomous_system_organization"]?.text ?? ""
        self.init(number: number, name: String(name.unicodeScalars.prefix(100)))
    }
}
