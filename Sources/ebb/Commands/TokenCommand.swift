import API
import ArgumentParser
import ConfigurationFile

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Makes a token for the service, and its entry in ebb.yaml.",
        discussion: """
            Example:

              ebb token --name grafana --scopes read,clients

            The token is written to standard output, this once; what to paste into ebb.yaml to standard error. Only the \
            token's SHA-256 stands there.

            read     ask for everything; clients are shown as privacy.show says
            clients  see clients as they are stored
            admin    all of it
            """
    )

    @Option(help: "What the token is called in ebb.yaml.")
    var name = "token"
    @Option(help: ArgumentHelp("What it may be used for.", valueName: "read,clients,admin"))
    var scopes = "read"

    private var known: [ServiceToken.Scope] { scopes.split(separator: ",").compactMap { .init(rawValue: String($0)) } }

    func validate() throws {
        let words = scopes.split(separator: ",", omittingEmptySubsequences: false)
        guard known.count == words.count, Set(words).count == words.count else {
            throw ValidationError(
                "--scopes is \"\(printable(scopes))\"; write some of read, clients, admin, with commas and each once."
            )
        }
        guard !name.isEmpty, name.count <= 255, name == printable(name), name.first != " ", name.last != " " else {
            throw ValidationError("--name must be 1 to 255 characters that can be seen, without spaces at its ends.")
        }
    }

    func run() async throws {
        let (token, digest) = AccessToken.make()
        print(token)
        say(
            """
            This is the token; it is not shown again. Paste this into ebb.yaml, and start: ebb serve --config ebb.yaml

            serve:
              tokens:
                - \(ServiceToken(name: name, sha256: digest, scopes: known).yaml)
            """
        )
    }
}
