// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// A history in which somebody was told something that was not so: the checker has to find each.
struct PlantedLie {
    let name: String
    let operations: [StatusHistory.Operation]
    let onRecord: [String: [Int]]

    /// One for each rule, made from a history that has none.
    static func all(in history: StatusHistory, _ onRecord: [String: [Int]]) -> [PlantedLie] {
        let operations = history.operations
        let end = (operations.map(\.ended).filter { $0 < .max }.max() ?? 0) + 10
        let last = (operations.map(\.id).max() ?? 0) + 1
        var lies: [PlantedLie] = []
        func lie(_ name: String, _ added: [StatusHistory.Operation], _ more: [String: [Int]] = [:]) {
            lies.append(
                PlantedLie(
                    name: name, operations: operations + added, onRecord: onRecord.merging(more) { $0 + $1 }))
        }
        func operation(
            _ number: Int, _ certificate: String, _ act: StatusHistory.Act, _ answer: StatusHistory.Answer, at time: Int
        ) -> StatusHistory.Operation {
            StatusHistory.Operation(
                id: last + number, certificate: certificate, act: act, began: time, ended: time + 1, answer: answer)
        }
        let done = operations.first { $0.answer == .done && $0.act != .issue }
        if let done {
            lies.append(
                PlantedLie(
                    name: "acknowledged and lost", operations: operations,
                    onRecord: onRecord.mapValues { $0.filter { $0 != done.id } }))
            lies.append(
                PlantedLie(
                    name: "done twice", operations: operations,
                    onRecord: onRecord.mapValues { $0.contains(done.id) ? $0 + [done.id] : $0 }))
        }
        lie("good though never issued", [operation(0, "nobody's", .read, .saw(.good), at: end)])
        let revoked = [
            operation(1, "another", .issue, .done, at: end),
            operation(2, "another", .revoke(reason: "superseded"), .done, at: end + 2),
        ]
        lie(
            "good after revoked", revoked + [operation(3, "another", .read, .saw(.good), at: end + 4)],
            ["another": [last + 2]])
        lie(
            "released after revoked", revoked + [operation(4, "another", .release, .done, at: end + 4)],
            ["another": [last + 2, last + 4]])
        lie(
            "held twice",
            [
                operation(5, "third", .issue, .done, at: end), operation(6, "third", .hold, .done, at: end + 2),
                operation(7, "third", .hold, .done, at: end + 4),
            ], ["third": [last + 6, last + 7]])
        lie(
            "a hold that nobody sees",
            [
                operation(8, "fourth", .issue, .done, at: end), operation(9, "fourth", .hold, .done, at: end + 2),
                operation(10, "fourth", .read, .saw(.good), at: end + 4),
            ], ["fourth": [last + 9]])
        return lies
    }
}
