"""How the accounts of one event relate: questions, same statements, origins, links."""

from crosswire.reconcile.account import Account, Dossier
from crosswire.reconcile.reconciliation import Reconciliation, reconcile

__all__ = ["Account", "Dossier", "Reconciliation", "reconcile"]
