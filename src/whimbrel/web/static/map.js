// Draws /map.json over the countries of Natural Earth. The page's tables say the same.
(() => {
  "use strict";
  const box = document.getElementById("map");
  if (!box || !window.maplibregl) return;
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const absolute = (path) => new URL(path, location.href).href;
  maplibregl.setWorkerUrl(absolute(box.dataset.worker));
  const style = () => ({
    version: 8,
    sources: {
      countries: { type: "geojson", data: absolute(box.dataset.countries) },
      places: { type: "geojson", data: absolute(box.dataset.places) },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": ink("--tint") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": ink("--card") } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": ink("--soft"), "line-opacity": 0.45, "line-width": 0.7 } },
      { id: "areas", type: "fill", source: "places", filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": ink("--accent"), "fill-opacity": 0.22, "fill-outline-color": ink("--accent") } },
      { id: "dots", type: "circle", source: "places", filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-color": ink("--accent"), "circle-opacity": 0.75, "circle-stroke-color": ink("--card"), "circle-stroke-width": 1,
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 4, 30, 26] } },
    ],
  });
  const map = new maplibregl.Map({ container: box, style: style(), center: [20, 20], zoom: 1.3, attributionControl: false, dragRotate: false, pitchWithRotate: false });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style()));

  fetch(box.dataset.places).then((answer) => answer.json()).then((places) => {
    const points = places.features.filter((one) => one.geometry.type === "Point").map((one) => one.geometry.coordinates);
    if (!points.length) return;
    const bounds = points.reduce((all, point) => all.extend(point), new maplibregl.LngLatBounds(points[0], points[0]));
    map.fitBounds(bounds, { padding: 40, maxZoom: 7, animate: false });
    box.dataset.drawn = points.length;
  });
  const told = (place) => {
    const box = document.createElement("div"), name = document.createElement("b"), link = document.createElement("a");
    name.textContent = place.name;
    name.dir = "auto";
    const query = new URLSearchParams(location.search);
    query.set("place", place.id);
    link.href = "/?" + query;
    link.textContent = place.events + (place.events === 1 ? " event" : " events");
    box.append(name, ", known to the " + place.precision + ": ", link);
    return box;
  };
  map.on("click", "dots", (event) => {
    new maplibregl.Popup({ closeButton: true }).setLngLat(event.features[0].geometry.coordinates).setDOMContent(told(event.features[0].properties)).addTo(map);
  });
  map.on("mouseenter", "dots", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "dots", () => { map.getCanvas().style.cursor = ""; });
})();
