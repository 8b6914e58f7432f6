/** OpenLayers comes as a plain script without types. */
declare const ol: any;
