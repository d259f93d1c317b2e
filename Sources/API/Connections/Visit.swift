package import Hummingbird
package import NIOCore

/// What is known of a request beside itself.
package struct Visit: InitializableFromSource {
    package let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}
