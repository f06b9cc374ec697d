# Digital signatures of received files.
