// SPDX-License-Identifier: Apache-2.0
internal import Dispatch

/// One caller's write, waiting for its turn and then for its group to be durable.
///
/// Touched by one thread at a time: the caller makes it, the writer runs and wakes it, the caller
/// reads the outcome after that.
class WriteJob: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)

    /// Runs the closure; true if it went through, false if it threw.
    func run(on connection: any EngineConnection) -> Bool { false }

    /// The fault of the store that the closure threw, if it threw one.
    var storeFault: DatabaseError? { nil }

    /// Replaces the outcome: nothing of this job was kept.
    func fail(_ error: DatabaseError) {}

    final func wake() { done.signal() }

    final func wait() { done.wait() }
}

/// A job that knows what its closure gives back.
final class TypedWriteJob<Value: Sendable, Failure: StoreFailure>: WriteJob, @unchecked Sendable {
    private let body: @Sendable (Transaction<Failure>) throws(Failure) -> Value
    private(set) var outcome: Result<Value, Failure> = .failure(.database(.closed))

    init(_ body: @escaping @Sendable (Transaction<Failure>) throws(Failure) -> Value) { self.body = body }

    override func run(on connection: any EngineConnection) -> Bool {
        do throws(Failure) {
            outcome = .success(try body(Transaction(connection)))
            return true
        } catch {
            outcome = .failure(error)
            return false
        }
    }

    override var storeFault: DatabaseError? {
        guard case .failure(let failure) = outcome else { return nil }
        return failure.storeFault
    }

    override func fail(_ error: DatabaseError) { outcome = .failure(.database(error)) }
}
