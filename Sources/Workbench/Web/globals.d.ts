/** OpenLayers and proj4 come as plain scripts without types. */
declare const ol: any;
declare const proj4: any;
