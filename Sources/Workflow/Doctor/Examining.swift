extension Workflow {
  /// Checks the installation, the database and the optional helpers; writes nothing.
  ///
  /// - Returns: A finding a check, in a fixed order.
  public func examine() -> [Checkup] { versionFindings() + databaseFindings() + helperFindings() }
}
