/** Which build this page is of; the hub says the same in its configuration until there is another. */
declare const BUILD: string;
