// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import Foundation
public import HTTPServer
import PKIX
import Records

/// A service with its listeners and its threads, from start to stop.
public final class ServiceHost: Sendable {
    /// The house that is served.
    public let service: MohrService
    /// The public listener; `nil` without the role.
    public let publicListener: HTTPServer?
    /// The office listener; `nil` without the role.
    public let officeListener: HTTPServer?

    private let loops: Loops

    /// Opens the listeners and starts the threads.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - passphrase: of the office listener's key.
    ///   - complain: told of every fault of the threads.
    ///   - accessLog: told of every answer; must not wait.
    /// - Throws: ``ServiceError``.
    public init(
        _ service: MohrService, passphrase: Passphrase?, complain: @escaping @Sendable (ServiceError) -> Void,
        accessLog: (@Sendable (AccessRecord) -> Void)? = nil
    ) throws(ServiceError) {
        self.service = service
        service.faults.tell { complain(.fault($0)) }
        if let alarm = service.watch.alarm { complain(.records(alarm)) }
        for finding in service.listFindings + service.answerFindings { complain(.revocation(finding)) }
        if service.roles.contains(.certificateAuthority) {
            do throws(ServiceError) {
                try service.publishLists()
            } catch {
                // What is out stays out and is served; health tells what could not be renewed.
                complain(error)
            }
        }
        if service.roles.contains(.certificateAuthority) {
            do throws(ServiceError) {
                try service.tellLogKey()
            } catch {
                complain(error)
            }
        }
        let loops = Loops(service, complain: complain)
        self.loops = loops
        do throws(ServiceError) {
            publicListener =
                service.roles.contains(.validationAuthority)
                ? try Self.start(try Self.publicServer(service, accessLog)) : nil
            officeListener =
                service.roles.contains(.registrationAuthority)
                ? try Self.start(try Self.officeServer(service, passphrase, loops, accessLog)) : nil
        } catch {
            loops.stop()
            throw error
        }
    }

    /// How long ago the records were last asked what has changed, answered or not; seconds.
    ///
    /// Half a second when all is well; minutes when a thread is stuck, which only another process can mend.
    public var secondsSinceTurn: Double { loops.secondsSinceTurn }

    /// Closes the listeners, finishes requests in flight, ends the threads.
    ///
    /// - Returns: whether every request in flight was finished in time.
    @discardableResult
    public func stop() -> Bool {
        let seconds = service.configuration.limits.drainSeconds
        let publicDone = publicListener?.stop(drainSeconds: seconds) ?? true
        let officeDone = officeListener?.stop(drainSeconds: seconds) ?? true
        loops.stop()
        service.receipts.stop()
        service.records.close()
        return publicDone && officeDone
    }

    private struct Listener {
        let configuration: ServerConfiguration
        let router: Router
    }

    private static func start(_ listener: Listener) throws(ServiceError) -> HTTPServer {
        let router = listener.router
        let server = HTTPServer(listener.configuration) { router.answer($0) }
        do throws(HTTPServerError) {
            try server.start()
        } catch {
            throw .listener(address: listener.configuration.address, port: listener.configuration.port, error)
        }
        return server
    }

    private static func publicServer(
        _ service: MohrService, _ accessLog: (@Sendable (AccessRecord) -> Void)?
    ) throws(ServiceError) -> Listener {
        let listener = service.configuration.publicListener
        let router = Router(service.publicRoutes)
        var server = common(service, router, address: listener.address, port: listener.port, accessLog)
        let ranges = listener.trustedProxies.compactMap { AddressRange($0) }
        if !ranges.isEmpty { server.trustedProxies = TrustedProxies(ranges: ranges, field: .xForwardedFor) }
        return Listener(configuration: server, router: router)
    }

    private static func officeServer(
        _ service: MohrService, _ passphrase: Passphrase?, _ loops: Loops,
        _ accessLog: (@Sendable (AccessRecord) -> Void)?
    ) throws(ServiceError) -> Listener {
        let listener = service.configuration.officeListener
        let router = Router(service.officeRoutes { loops.wakeAuthority() })
        var server = common(service, router, address: listener.address, port: listener.port, accessLog)
        let key = try Materials.key(service.home.key(Home.officeListener), passphrase)
        let certificates = try Materials.certificates(service.home.certificate(Home.officeListener))
        // The anchor is the client's to have; what lies between is sent along.
        let above = service.authorities.values.filter { authority in
            !authority.isSelfIssued && certificates.contains { $0.issuer == authority.subject }
        }
        let chain = (certificates + above).flatMap(\.pem)
        let keyPEM: [UInt8]
        do throws(CryptographyError) {
            keyPEM = try key.pem()
        } catch {
            throw .key(file: service.home.key(Home.officeListener), error)
        }
        server.tls = TLSConfiguration(
            certificateChainPEM: chain, privateKeyPEM: keyPEM, clientCertificate: .required,
            clientAuthoritiesDER: service.authorities.values.map(\.encoded))
        return Listener(configuration: server, router: router)
    }

    private static func common(
        _ service: MohrService, _ router: Router, address: String, port: Int,
        _ accessLog: (@Sendable (AccessRecord) -> Void)?
    ) -> ServerConfiguration {
        let limits = service.configuration.limits
        var server = ServerConfiguration(address: address, port: port)
        if limits.loops > 0 { server.loops = limits.loops }
        // Applications, approvals and first verifications wait for a sync of the disk, and share it with all who wait
        // at that moment: with one worker a core there would be nobody to share with.
        server.workers = limits.workers > 0 ? limits.workers : max(16, 4 * server.workers)
        server.queueLimit = limits.queue
        server.limits.connections = limits.connections
        server.limits.connectionsPerAddress = limits.connectionsPerAddress
        server.bodyLimit = { router.bodyLimit(method: $0, path: $1) }
        server.limits.streams = service.configuration.batch.exchanges
        server.limits.streamsPerAddress = service.configuration.batch.exchangesPerClient
        server.streams = { router.streams(method: $0, path: $1) }
        server.refusalResponse = { Problem($0).response }
        server.accessLog = accessLog
        return server
    }
}
