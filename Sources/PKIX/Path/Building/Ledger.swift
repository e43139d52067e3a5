// SPDX-License-Identifier: Apache-2.0

/// What one validation has spent of its budget; shared by everything that works for it.
///
/// Belongs to one thread: it is made for a validation and gone with it.
final class Ledger {
    let limits: PathBudget
    private var left: PathBudget
    /// What ran out, in the order it did; a path that was too long ends that path only.
    private(set) var noted: [BudgetItem] = []
    private(set) var isSpent = false

    init(_ budget: PathBudget) {
        limits = budget
        left = budget
    }

    func spendSignatureCheck() -> Bool { spend(\.signatureChecks, .signatureChecks) }
    func spendPath() -> Bool { spend(\.paths, .paths) }

    /// Pays for looking at all candidates of one certificate; the first time there may be more of them than the budget.
    func spendSteps(_ count: Int) -> Bool { spend(\.steps, .steps, count) }

    /// Remembers that something was given up for the budget's sake.
    func note(_ item: BudgetItem) {
        if !noted.contains(item) { noted.append(item) }
    }

    /// What there was of an item at first.
    func limit(of item: BudgetItem) -> Int {
        switch item {
        case .pathLength: limits.pathLength
        case .signatureChecks: limits.signatureChecks
        case .paths: limits.paths
        case .steps: limits.steps
        case .comparisons: limits.comparisons
        }
    }

    private func spend(_ item: WritableKeyPath<PathBudget, Int>, _ name: BudgetItem, _ count: Int = 1) -> Bool {
        guard left[keyPath: item] > 0 else {
            isSpent = true
            note(name)
            return false
        }
        left[keyPath: item] -= count
        return true
    }
}
