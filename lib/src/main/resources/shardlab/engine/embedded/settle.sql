call embedded.settle()
