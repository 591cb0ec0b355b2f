module io.imagesearch/pause

go 1.26.0
