"""RDF: claims as Web Annotations on their articles, with PROV-O and schema.org, as Turtle and as JSON-LD."""
